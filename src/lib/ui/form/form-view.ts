import type { RegisterValue } from '#lib/domain/changes/change.ts';
import { m } from '#lib/i18n/generated/messages.js';

/** A value that somebody else wrote while the form was open. */
export interface Arrival {
	kind: string;
	register: string;
	value: RegisterValue;
	name: string;
	/** The person who writes here, on another device. */
	isSelf: boolean;
	atMs: number;
}

/** What kept a save from the disk: a text that is too long, too much for one change, what its kind has no room for; that what
 *  it may replace has not come down yet; or the device. */
export type SaveFailure = 'too-long' | 'too-large' | 'odd' | 'not-received' | 'device';

/** What the parts of a form's frame show of it, and what a person does with it there. */
export interface FormView {
	/** When what is typed last reached the disk; null while nothing is typed. */
	readonly keptAtMs: number | null;
	/** The device's store does not take what is typed; it lies in the browser's other one. */
	readonly inSecondPlace: boolean;
	/** Another tab has the form. */
	readonly elsewhere: boolean;
	/** Why the last try to save came to nothing. */
	readonly failure: SaveFailure | null;
	/** A save is under way. */
	readonly isBusy: boolean;
	/** Whether saving was tried: then what is missing is said too. */
	tried: boolean;
	/** Values that others wrote where something is typed: each waits for a choice. */
	readonly rivals: readonly Arrival[];
	/** What others wrote where nothing was typed: the form shows it. */
	readonly news: readonly Arrival[];
	keepMine(register: string): void;
	takeTheirs(register: string): void;
}

/** Why the form cannot be saved now; null when it can. `idle` says why there is nothing to save. */
export function lockOf(form: Pick<FormView, 'elsewhere' | 'rivals'>, idle: string | null = null): string | null {
	if (form.elsewhere) return m.draft_elsewhere_reason();
	return form.rivals.length > 0 ? m.form_choose_first() : idle;
}

/** After a try that found problems: to the first of them. */
export const focusProblem = (form: HTMLElement): void =>
	form.querySelector<HTMLElement>('[aria-invalid="true"], [data-problem] input')?.focus();
