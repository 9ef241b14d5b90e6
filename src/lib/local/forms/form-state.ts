import { seenOf, type Seen } from '#lib/domain/records/record-edit.ts';
import type { Draft } from '../store/draft.ts';
import { isSame } from './follow.ts';
import type { FormSource } from './form-source.ts';

/** What a form begins with. */
export interface FormState<T> {
	typed: T;
	shown: T;
	seen: Seen;
	/** Of a record that the form was to make before. */
	recordId: string | undefined;
	isAside: boolean;
}

/** The form as it was left, or as what stands makes it. A draft of an earlier version may lack fields of this one, and what it
 *  was made from. */
export function firstState<T extends object>(kept: Draft | undefined, source: FormSource<T>): FormState<T> {
	if (!kept) {
		const typed = structuredClone(source.first({}));
		const seen = seenOf(source.record(typed));
		return { typed, shown: structuredClone(typed), seen, recordId: undefined, isAside: false };
	}

	const { typed, shown } = fieldsOf(kept);
	const first = structuredClone(source.first(typed as Partial<T>));
	const state = { typed: filled(first, typed), shown: filled(first, shown) };
	const seen = kept.seen ?? seenAsShown(state, source);
	return { ...state, seen, recordId: kept.recordId ?? legacyId(typed), isAside: isAside(kept) };
}

/** A draft's fields as they were typed. */
const typedIn = (draft: Draft): Draft['value'] => fieldsOf(draft).typed;

/** Whether the sheet was closed by hand. An earlier version kept that among the fields. */
export const isAside = (draft: Draft): boolean => draft.isAside ?? typedIn(draft)['open'] === false;

/** An earlier version kept some forms' fields alone, without what was shown at first: that is then what stands. */
function fieldsOf({ value }: Draft): { typed: Draft['value']; shown: Draft['value'] } {
	const { typed, shown } = value;
	return isFields(typed) && isFields(shown) ? { typed, shown } : { typed: value, shown: {} };
}

const isFields = (value: unknown): value is Draft['value'] => typeof value === 'object' && value !== null;

const filled = <T extends object>(first: T, kept: Draft['value']): T =>
	Object.fromEntries(
		Object.entries(first).map(([field, value]) => [field, kept[field] === undefined ? value : kept[field]])
	) as T;

/** Where an earlier version kept what was shown, and something else stands now, the author has not seen that; where the same
 *  stands, or nothing tells, it is what they were looking at. */
function seenAsShown<T extends object>(
	{ typed, shown }: Pick<FormState<T>, 'typed' | 'shown'>,
	source: FormSource<T>
): Seen {
	const now = source.first(typed);
	const unseen = (Object.keys(shown) as (keyof T)[])
		.filter((field) => !isSame(shown[field], now[field]))
		.map((field) => source.registers[field]);

	return Object.fromEntries(
		Object.entries(seenOf(source.record(typed))).filter(([register]) => !unseen.includes(register))
	);
}

const legacyId = ({ newId }: Draft['value']): string | undefined => (typeof newId === 'string' ? newId : undefined);
