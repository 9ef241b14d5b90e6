import { STRIP_SIGNS } from '#lib/domain/report/strip-signs.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { getLocale } from '#lib/i18n/generated/runtime.js';
import { formatList } from '../format.ts';
import type { CellState, StripCell, StripGroup } from './strip-cell.ts';
import { blockedCriteria, countStates, STATES } from './strip-cell.ts';
import { groupStarts } from './strip-layout.ts';

const COUNTS: Record<CellState, (input: { n: number }) => string> = {
	met: m.strip_count_met,
	wait: m.strip_count_wait,
	supplement: m.strip_count_supplement,
	failed: m.strip_count_failed,
	ready: m.strip_count_ready,
	doing: m.strip_count_doing,
	none: m.strip_count_none,
	na: m.strip_count_na
};

const WORDS: Record<CellState, () => string> = {
	met: m.strip_state_met,
	wait: m.strip_state_wait,
	supplement: m.strip_state_supplement,
	failed: m.strip_state_failed,
	ready: m.strip_state_ready,
	doing: m.strip_state_doing,
	none: m.strip_state_none,
	na: m.strip_state_na
};

/** "Đang lập hồ sơ" */
export const stateWord = (state: CellState): string => WORDS[state]();

const SHORT_WORDS: Partial<typeof WORDS> = {
	supplement: m.strip_state_supplement_short,
	failed: m.strip_state_failed_short,
	doing: m.strip_state_doing_short
};

/** Where room is short: "Đang lập". */
export const stateWordShort = (state: CellState): string => SHORT_WORDS[state]?.() ?? stateWord(state);

/** For tables, chat and text messages: `▤ ⬓⬓■ (vướng 6, 17)`, the groups parted by a space. */
export function stripText(cells: readonly StripCell[], groups: readonly StripGroup[]): string {
	const starts = groupStarts(groups);
	const signs = cells.map((cell, index) => (starts.includes(index) ? ' ' : '') + STRIP_SIGNS[cell.state]).join('');
	const blocked = blockedCriteria(cells);

	return blocked.length === 0 ? signs : `${signs} ${m.strip_blocked_short({ list: blocked.join(', ') })}`;
}

/** The strip read aloud: "Xã Minh Châu: 2 đạt, 3 chờ thẩm định; vướng mắc ở tiêu chí 6, 17". States nobody is in are left
 *  out. */
export function stripSentence(unit: string, cells: readonly StripCell[]): string {
	const counted = countStates(cells);
	const counts = STATES.filter((state) => counted[state] > 0)
		.map((state) => COUNTS[state]({ n: counted[state] }))
		.join(', ');
	const blocked = blockedCriteria(cells);
	if (blocked.length === 0) return m.strip_name({ unit, counts });

	return m.strip_name_blocked({
		unit,
		counts,
		blocked: m.strip_blocked_count({ n: blocked.length, list: blocked.join(', ') })
	});
}

/** A cell read aloud: "6. Cơ sở vật chất văn hóa: vướng mắc, đang lập hồ sơ". */
export function cellSentence(cell: StripCell, name: string): string {
	const criterion = `${cell.criterion}. ${name}`;
	const state = stateWord(cell.state).toLocaleLowerCase(getLocale());

	return cell.blocked ? m.strip_cell_name_blocked({ criterion, state }) : m.strip_cell_name({ criterion, state });
}

/** "ở tiêu chí 6 và 17" */
export function blockedPlaces(criteria: readonly number[]): string {
	return m.strip_blocked_at({ n: criteria.length, list: formatList(criteria.map(String)) });
}
