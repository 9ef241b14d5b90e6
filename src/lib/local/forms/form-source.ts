import type { SyncRecord } from '#lib/domain/changes/change.ts';

/** What a form is made from, asked for again whenever it may have changed. What is typed may say which record it is about. */
export interface FormSource<T extends object> {
	/** The fields of a form that is opened now. */
	first: (typed: Partial<T>) => T;
	/** The record that is edited, as it stands; undefined for one that the form makes. */
	record: (typed: Partial<T>) => SyncRecord | undefined;
	/** The register that each field is saved in; null for what is no part of the record, such as photos. */
	registers: { [field in keyof T]-?: string | null };
	/** Other records that saving writes to, as the form shows them. */
	others?: () => readonly (SyncRecord | undefined)[];
}
