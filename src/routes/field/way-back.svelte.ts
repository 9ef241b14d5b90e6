import { afterNavigate, goto } from '$app/navigation';
import { page } from '$app/state';
import { timeOfInstant } from '#lib/domain/dates.ts';
import { m } from '#lib/i18n/generated/messages.js';
import type { Saved } from './check/saved-check.ts';

/** Where a form was opened from, and the two ways back there. Made while the form's page starts. */
export class WayBack {
	/** Null when the form was the first page, as after the phone had closed the program. */
	#from: string | null = $state(null);
	readonly #home: () => string;

	constructor(home: () => string) {
		this.#home = home;
		afterNavigate(({ from, type }) => {
			const path = from?.url.pathname;
			if (type !== 'enter' && path !== undefined && path !== page.url.pathname)
				this.#from = path + from!.url.search;
		});
	}

	/** Nothing was saved; the draft is kept. */
	close(): void {
		if (this.#from === null) void goto(this.#home(), { replaceState: true });
		else history.back();
	}

	/** The page says what was saved, with a link to it. */
	leave({ title, href, what }: { title: string; href: string; what: string }): Promise<void> {
		const atMs = Date.now();
		const saved: Saved = {
			title,
			text: m.check_saved_at({ time: timeOfInstant(atMs) }),
			href,
			link: m.check_saved_view(),
			label: m.form_saved_view({ what }),
			atMs
		};
		return goto(this.#from ?? this.#home(), { replaceState: true, state: { saved } });
	}
}
