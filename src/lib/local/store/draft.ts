import type { Seen } from '#lib/domain/records/record-edit.ts';

/** What stands in a form that is not saved yet, as typed. */
export interface Draft {
	/** Names the form: `check/15697/6.3`, `visit/<id>/remark`. */
	key: string;
	/** The fields as `typed` and as `shown` at first. An earlier version kept some forms' fields without these two. */
	value: { [field: string]: unknown };
	changedAtMs: number;
	/** The changes that the form was made from, in the record that it edits. An earlier version kept none. */
	seen?: Seen;
	/** The record that the form makes, so that saving it once more makes no second one. */
	recordId?: string;
	/** The sheet was closed by hand: it does not come back by itself. */
	isAside?: boolean;
	/** The refused item whose values it began with: saving the form sends it in that one's place. */
	attentionId?: string;
}
