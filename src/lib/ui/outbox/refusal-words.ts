import { m } from '#lib/i18n/generated/messages.js';

export interface RefusalWords {
	/** What happened. */
	title: string;
	/** What is safe, and what to do. */
	next: string;
}

const WORDS: { [code: string]: () => RefusalWords } = {
	forbidden: () => ({ title: m.attention_forbidden(), next: m.attention_forbidden_next() }),
	'of-office': () => ({ title: m.attention_of_office(), next: m.attention_of_office_next() }),
	turned: () => ({ title: m.attention_turned(), next: m.attention_turned_next() }),
	invalid: () => ({ title: m.attention_invalid(), next: m.attention_invalid_next() }),
	stale: () => ({ title: m.attention_stale(), next: m.attention_stale_next() }),
	unsettled: () => ({ title: m.attention_unsettled(), next: m.attention_unsettled_next() }),
	locked: () => ({ title: m.attention_locked(), next: m.attention_locked_next() }),
	'id-reuse': () => ({ title: m.attention_id_reuse(), next: m.attention_id_reuse_next() }),
	'too-large': () => ({ title: m.attention_too_large(), next: m.attention_too_large_next() }),
	'scope-lost': () => ({ title: m.attention_scope_lost(), next: m.attention_scope_lost_next() })
};

/** Of what waits and does not get through by itself. */
const STUCK_WORDS: { [code: string]: () => RefusalWords } = {
	aside: () => ({ title: m.stuck_aside(), next: m.stuck_aside_next() }),
	newer: () => ({ title: m.stuck_newer(), next: m.stuck_newer_next() }),
	'server-error': () => ({ title: m.stuck_server_error(), next: m.stuck_server_error_next() })
};

/** Why an item still waits, for the person who wrote it. */
export const stuckWords = (code: string): RefusalWords =>
	STUCK_WORDS[code]?.() ?? { title: m.stuck_held(), next: m.stuck_held_next() };

/** Why the server did not take an item, for the person who wrote it. A code of a later version is still a refusal. */
export const refusalWords = (code: string): RefusalWords =>
	WORDS[code]?.() ?? { title: m.attention_other(), next: m.attention_other_next() };

/** Why an item is put off although it was sent; null when it simply waits for its turn. */
export function holdWords(state: string, code: string | undefined): string | null {
	if (state !== 'held') return null;
	if (code === 'server-error') return m.outbox_held_server_error();

	return code === 'newer' ? m.outbox_held_newer() : m.outbox_held();
}
