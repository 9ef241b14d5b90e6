import { isTradeDate } from '#lib/domain/dates.ts';
import type { RegisterValue } from '#lib/domain/changes/change.ts';
import { findEntry } from '#lib/domain/records/lists.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { formatDate, formatNumber, formatPercent } from '../format.ts';

type Fields = { [field: string]: unknown };

/** A register's value in a few words, for lists and for choosing between two: "7/8 (87,5%)", "Đã xong". */
export function registerWords(kind: string, register: string, value: RegisterValue): string {
	if (value === null) return m.value_nothing();
	if (register === 'life') return m.value_voided({ reason: String(value['reason']) });

	const entry = findEntry(kind, register);
	if (entry) return ENTRIES[entry.list.name]?.(entry.id, value) ?? plainWords(value);

	return SPECIAL[`${kind}.${register}`]?.(value) ?? plainWords(value);
}

const STATES: { [state: string]: () => string } = {
	not_started: m.value_dossier_not_started,
	preparing: m.value_dossier_preparing,
	complete: m.value_dossier_complete,
	open: m.value_answer_open,
	in_hand: m.value_answer_in_hand,
	resolved: m.value_answer_resolved,
	done: m.value_done
};

const VERDICTS: { [verdict: string]: () => string } = {
	satisfied: m.value_finding_satisfied,
	needs_work: m.value_finding_needs_work,
	not_satisfied: m.value_finding_not_satisfied
};

const SEEN: { [met: string]: () => string } = {
	met: m.verdict_met,
	not_met: m.verdict_not_met,
	not_applicable: m.verdict_not_applicable
};

const SPECIAL: { [place: string]: (value: Fields) => string } = {
	'check.measurement': (value) => figureWords(value) ?? SEEN[String(value['met'])]?.() ?? plainWords(value),
	'finding.verdict': (value) => VERDICTS[String(value['verdict'])]?.() ?? plainWords(value),
	'dossier.state': stateWords,
	'obstacle.answer': stateWords,
	'task.progress': (value) => (value['state'] === 'done' ? m.value_done() : m.value_not_done()),
	'remark.answer': (value) => (value['state'] === 'done' ? m.value_done() : m.value_not_done()),
	'paper.state': (value) => (value['done'] === true ? m.value_done() : m.value_not_done()),
	'tally.dossiers': (value) =>
		m.value_tally_dossiers({ n: known(value['complete']), common: knownYes(value['common']) }),
	'tally.departments': (value) =>
		m.value_tally_departments({ sent: known(value['sent']), inspected: known(value['inspected']) })
};

/** Entries of lists: put on, or taken out. */
const ENTRIES: { [list: string]: (id: string, value: Fields) => string } = {
	village: (_, value) => {
		const name = String(value['name']);
		return isOut(value) ? m.value_village_out({ name }) : m.value_village({ name });
	},
	post: (_, value) => {
		const post = String(value['post']);
		return isOut(value) ? m.value_post_out({ post }) : m.value_post({ post });
	},
	criterion: (n, value) => (isOut(value) ? m.value_criterion_out({ n }) : m.value_criterion({ n }))
};

const isOut = ({ out }: Fields): boolean => out === true;

function stateWords(value: Fields): string {
	const state = STATES[String(value['state'])]?.() ?? plainWords(value);
	return typeof value['text'] === 'string' && value['text'] !== '' ? `${state}: ${value['text']}` : state;
}

function figureWords({ value, part, whole }: Fields): string | undefined {
	if (typeof part === 'number' && typeof whole === 'number') {
		const share = whole > 0 ? ` (${formatPercent((100 * part) / whole)})` : '';
		return `${formatNumber(part)}/${formatNumber(whole)}${share}`;
	}
	return typeof value === 'number' ? formatNumber(value) : undefined;
}

const known = (value: unknown): string => (typeof value === 'number' ? formatNumber(value) : m.value_unknown());

const knownYes = (value: unknown): string =>
	typeof value === 'boolean' ? (value ? m.value_yes() : m.value_no()) : m.value_unknown();

/** Words, numbers and dates of a value, in the order they were written. */
function plainWords(value: Fields): string {
	const words = Object.values(value).flatMap((field) => {
		if (typeof field === 'string' && field !== '') return [isTradeDate(field) ? formatDate(field) : field];
		if (typeof field === 'number') return [formatNumber(field)];
		if (Array.isArray(field)) return field.filter((one) => ['string', 'number'].includes(typeof one)).map(String);
		return [];
	});
	return words.join(', ') || m.value_nothing();
}
