import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { signIn, untilSynced } from '../support/acting.ts';
import { KillableBrowser } from '../support/killable-browser.ts';
import { Production } from '../support/production.ts';

const COMMUNE = '15697';
const INDICATOR = '6.3';
const FORM = `/field/check/${INDICATOR}`;
const SAVED = `Đã lưu kiểm tra ${INDICATOR}`;

export interface KillOutcome {
	counts: { [what: string]: number };
	/** What went wrong: a saved check that is not there, or is there twice. */
	violations: string[];
}

interface LoggedCheck {
	seq: number;
	set: { measurement?: { value: { note?: string } | null } };
}

/** A phone saves checks through the real screens while in each round the server or the browser is killed. In the end every
 *  check of which the screen has said that it is saved lies on the server exactly once. */
export async function runKillRounds(
	rounds: number,
	onround: (line: string) => void = () => undefined
): Promise<KillOutcome> {
	const folder = mkdtempSync(join(tmpdir(), 've-dich-kill-'));
	const production = await Production.start();
	const phone = new KilledPhone(production, folder);
	try {
		await phone.signIn();
		const conflictsBefore = (await phone.logged('conflict')).length;
		for (let round = 1; round <= rounds; round++) {
			await (round % 2 === 1 ? phone.surviveServer() : phone.surviveBrowser());
			onround(`round ${round}: ${countsLine(phone.counts)}`);
		}
		await phone.sendAll();

		const conflicts = (await phone.logged('conflict')).length - conflictsBefore;
		const arrivals = arrivalsOf(await phone.logged('check'));
		const violations = violationsOf(phone, arrivals);
		if (conflicts > 0) violations.push(`${conflicts} conflicts of one phone with itself`);
		const arrived = phone.typed.filter((note) => arrivals.has(note)).length;
		return { counts: { ...phone.counts, 'arrived in all': arrived }, violations };
	} finally {
		await phone.end();
		await production.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

export const countsLine = (counts: KillOutcome['counts']): string =>
	Object.entries(counts)
		.map(([what, count]) => `${count} ${what}`)
		.join(', ');

/** How often each note is in the log. */
function arrivalsOf(logged: readonly LoggedCheck[]): Map<string, number> {
	const arrivals = new Map<string, number>();
	for (const { set } of logged) {
		const note = set.measurement?.value?.note;
		if (note !== undefined) arrivals.set(note, (arrivals.get(note) ?? 0) + 1);
	}
	return arrivals;
}

function violationsOf(phone: KilledPhone, arrivals: ReadonlyMap<string, number>): string[] {
	const missing = phone.told.filter((note) => !arrivals.has(note));
	const doubled = phone.typed.filter((note) => (arrivals.get(note) ?? 0) > 1);

	return [
		...missing.map((note) => `“${note}” was said to be saved and is not on the server`),
		...doubled.map((note) => `“${note}” is on the server ${arrivals.get(note)} times`)
	];
}

class KilledPhone {
	readonly counts = {
		saved: 0,
		'of them once more': 0,
		'servers killed': 0,
		'with a push under way': 0,
		'browsers killed': 0,
		'before the screen said so': 0
	};
	/** Notes, each of one save. */
	readonly typed: string[] = [];
	/** Those of which the screen has said that they are saved. */
	readonly told: string[] = [];
	readonly #production: Production;
	readonly #folder: string;
	#browser: KillableBrowser | undefined;
	#page!: Page;
	/** The form of the check saved last, to save it once more. */
	#lastCheck: string | undefined;

	constructor(production: Production, folder: string) {
		this.#production = production;
		this.#folder = folder;
	}

	async signIn(): Promise<void> {
		await this.#open();
		await signIn(this.#page, this.#production.origin, 'canbo.minhchau');
		await untilSynced(this.#page);
		// Cookies reach the disk within half a minute; a kill before that would only sign the person out.
		await this.#browser!.close();
		await this.#open();
	}

	/** The server dies at some moment of a push, and comes back on the same data. */
	async surviveServer(): Promise<void> {
		await this.#save();
		let isPushing = false;
		const push = this.#page
			.waitForRequest((request) => request.url().endsWith('/api/push'), { timeout: 5_000 })
			.then(
				async () => {
					isPushing = true;
					await moment(25);
				},
				() => undefined
			)
			.then(() => this.#production.kill());
		await this.#save();
		await push;
		this.counts['servers killed'] += 1;
		if (isPushing) this.counts['with a push under way'] += 1;

		await this.#save();
		await this.#production.run();
		await this.#save();
	}

	/** The browser dies at some moment of a save. */
	async surviveBrowser(): Promise<void> {
		await this.#save();
		const note = await this.#fill();
		let hasSaid = false;
		const words = this.#untilSaid().then(
			() => (hasSaid = true),
			() => undefined
		);
		void this.#press().catch(() => undefined);
		await moment(500);
		// Read before the kill: what is shown afterwards is shown to nobody.
		const wasTold = hasSaid;
		await this.#browser!.kill();
		await words;
		this.counts['browsers killed'] += 1;
		if (wasTold) this.#tell(note);
		else this.counts['before the screen said so'] += 1;

		await this.#open();
		await this.#save();
	}

	async sendAll(): Promise<void> {
		await this.#page.goto(`${this.#production.origin}/field/outbox`);
		const empty = this.#page.getByRole('heading', { name: 'Không còn gì chờ gửi' });
		const tryNow = this.#page.getByRole('button', { name: 'Thử gửi ngay' });
		await empty.or(tryNow).first().waitFor();
		if (await tryNow.isVisible()) await tryNow.click();
		await empty.waitFor({ timeout: 60_000 });
	}

	/** All changes of a kind that lie on the server. */
	async logged(kind: string): Promise<LoggedCheck[]> {
		return this.#page.evaluate(
			async ([unit, kind]) => {
				const all: LoggedCheck[] = [];
				let before: number | null = null;
				do {
					const from: string = before === null ? '' : `&before=${before}`;
					const answer: Response = await fetch(`/api/changes?unit=${unit}&kind=${kind}${from}`);
					if (!answer.ok) throw new Error(`the history was answered with ${answer.status}`);
					const page = (await answer.json()) as { changes: LoggedCheck[]; next: number | null };
					all.push(...page.changes);
					before = page.next;
				} while (before !== null);
				return all;
			},
			[COMMUNE, kind] as const
		);
	}

	async end(): Promise<void> {
		await this.#browser?.kill();
	}

	async #open(): Promise<void> {
		this.#browser = await KillableBrowser.open(this.#folder);
		this.#page = await this.#browser.newPage();
		this.#page.setDefaultTimeout(30_000);
		await this.#page.goto(`${this.#production.origin}/field`);
	}

	async #save(): Promise<void> {
		const note = await this.#fill();
		await Promise.all([this.#untilSaid(), this.#press()]);
		this.#tell(note);
		const view = this.#page.getByRole('link', { name: `Xem kiểm tra ${INDICATOR}` });
		this.#lastCheck = (await view.getAttribute('href')) ?? undefined;
	}

	/** A new check, or every third time the last one once more. Answers what tells this save from every other. */
	async #fill(): Promise<string> {
		const note = `lần ${this.typed.length + 1}.`;
		const again = this.typed.length % 3 === 2 ? this.#lastCheck : undefined;
		await this.#page.goto(this.#production.origin + (again ?? FORM));
		const figures = this.#page.getByRole('textbox');
		await figures.nth(0).fill('7');
		await figures.nth(1).fill('8');
		await this.#page.getByRole('textbox', { name: 'Ghi chú' }).fill(note);
		this.typed.push(note);
		if (again !== undefined) this.counts['of them once more'] += 1;
		return note;
	}

	#press = (): Promise<void> => this.#page.getByRole('button', { name: 'Lưu kiểm tra' }).click();

	/** The form is gone, and the page behind it says that the check is saved. */
	async #untilSaid(): Promise<void> {
		await this.#page.waitForURL(({ pathname }) => pathname !== FORM);
		await this.#page.getByText(SAVED).first().waitFor();
	}

	#tell(note: string): void {
		this.told.push(note);
		this.counts.saved += 1;
	}
}

/** Some moment within so many milliseconds, another one each time: it is the place of the kill that is searched. */
const moment = (withinMs: number): Promise<void> =>
	new Promise((resolve) => setTimeout(resolve, Math.random() * withinMs));
