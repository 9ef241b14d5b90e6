/** What stands in a form that is not saved yet, as typed. */
export interface Draft {
	/** Names the form: `check/15697/6.3`, `visit/<id>/remark`. */
	key: string;
	value: { [field: string]: unknown };
	changedAtMs: number;
	/** The refused item whose values it began with: saving the form sends it in that one's place. */
	attentionId?: string;
}
