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
			// The first page of all comes from nowhere: SvelteKit then gives a `from` without the url that its type promises.
			if (type === 'enter' || !from) return;
			const { pathname, search } = from.url;
			if (pathname !== page.url.pathname) this.#from = pathname + search;
		});
	}

	/** Nothing was saved; the draft is kept. */
	close(): void {
		if (this.#from === null) void goto(this.#home(), { replaceState: true });
		else history.back();
	}

	/** The page says what was saved, with a link to it. */
	leave({ title, href, what }: { title: string; href: string; what: string }): Promise<void> {
		return this.leaveSaying({ title, href, label: m.form_saved_view({ what }) });
	}

	/** Goes back rather than on: the form must not stand between the page and itself. */
	async leaveSaying(said: Pick<Saved, 'title' | 'href' | 'label'>): Promise<void> {
		const atMs = Date.now();
		const text = m.check_saved_at({ time: timeOfInstant(atMs) });
		carried = { ...said, text, link: m.check_saved_view(), atMs };
		if (this.#from === null) await goto(this.#home(), { replaceState: true });
		else history.back();
	}
}

/** On its way to the page that is gone back to, which keeps a state of its own. */
let carried: Saved | undefined;

export function takeSaved(): Saved | undefined {
	const saved = carried;
	carried = undefined;
	return saved;
}
