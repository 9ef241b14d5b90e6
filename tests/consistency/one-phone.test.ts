import { expect, test } from 'vitest';
import { findIndicator } from '#lib/domain/criteria/criteria-set.ts';
import type { CommuneProgress } from '#lib/domain/progress/progress.ts';
import { officeOf } from '#lib/domain/reference/office.ts';
import { currentSet } from '#lib/domain/reference/reference.ts';
import { judgedValues } from '#lib/domain/review/judged-values.ts';
import { filterCounts } from '#lib/ui/criterion/criterion-list.ts';
import { viewIndicator } from '#lib/ui/criterion/indicator-view.ts';
import CriterionRow from '#lib/ui/criterion/CriterionRow.svelte';
import IndicatorRow from '#lib/ui/criterion/IndicatorRow.svelte';
import StandingCounts from '#lib/ui/criterion/StandingCounts.svelte';
import DossierHead from '#lib/ui/dossier/DossierHead.svelte';
import { factLine } from '#lib/ui/review/fact-words.ts';
import { viewValue } from '#lib/ui/review/value-view.ts';
import Legend from '#lib/ui/strip/Legend.svelte';
import { blockedCriteria, countStates } from '#lib/ui/strip/strip-cell.ts';
import { stripSentence } from '#lib/ui/strip/strip-text.ts';
import TodayObstacles from '../../src/routes/field/TodayObstacles.svelte';
import { REFERENCE } from '../support/trieu-son.ts';
import { INDICATOR, TODAY } from './generated-commune.ts';
import { DISTRICTS, fullDistrict, inDistricts, misled, type OpenDistrict } from './open-district.ts';
import { between, expectPercent, shown } from './shown.ts';
import type { StateName } from './states-plainly.ts';
import { shortDay } from './wanted.ts';

const set = currentSet(REFERENCE);

const WORDS: Record<StateName, string> = {
	wait: 'chờ thẩm định',
	supplement: 'ngành yêu cầu bổ sung',
	failed: 'ngành kết luận chưa đạt',
	ready: 'xong hồ sơ',
	doing: 'đang lập hồ sơ',
	none: 'chưa bắt đầu',
	na: 'chưa có số liệu'
};

type Commune = OpenDistrict['communes'][number];

const progressOf = ({ facts }: OpenDistrict, { unit }: Commune): CommuneProgress =>
	facts.communes.find((one) => one.unit.id === unit.id)!.progress;

/** The first page: the strip in words, its legend, how many obstacles are open. */
function expectHome(commune: Commune, progress: CommuneProgress): void {
	const { states, blocked, obstacles } = commune.counted;
	const cells = progress.criteria;
	const sentence = stripSentence('Xã', cells);
	const legend = shown(Legend, { counts: countStates(cells), blocked: blockedCriteria(cells) });
	for (const [state, word] of Object.entries(WORDS)) {
		const count = states.filter((one) => one === state).length;
		expect(Number(new RegExp(`(\\d+) ${word}`).exec(sentence)?.[1] ?? 0), sentence).toBe(count);
	}
	expect(Number(/Xong hồ sơ (\d+)/.exec(legend)?.[1]), legend).toBe(states.filter((one) => one === 'ready').length);
	expect(Number(/Vướng mắc .*?(\d+)$/.exec(legend)?.[1]), legend).toBe(blocked.length);
	expect(/vướng mắc ở tiêu chí (.*)$/.exec(sentence)?.[1] ?? '').toBe(blocked.join(', '));

	const open = shown(TodayObstacles, { records: commune.records, open: progress.openObstacles });
	expect(Number(/Đang mở (\d+) vướng mắc/.exec(open)?.[1] ?? 0)).toBe(obstacles);
}

/** The list of criteria, and each dossier's head. */
function expectCriteria({ counted }: Commune, { criteria }: CommuneProgress): void {
	const isMet = counted.check?.isMet ? 1 : 0;
	for (const [at, progress] of criteria.entries()) {
		const { criterion } = progress;
		const isBlocked = counted.blocked.includes(criterion);
		const word = WORDS[counted.states[at]!];
		const row = shown(CriterionRow, { progress, name: 'Tên', href: '#' }).toLowerCase();
		expect(row).toContain(isBlocked ? 'vướng mắc' : word);
		const isNothingKnown = counted.states[at] === 'na' && !(criterion === 15 && counted.check);
		const met = /(\d+)\/(\d+) chỉ tiêu/.exec(row)?.[1];
		expect(met, row).toBe(isNothingKnown ? undefined : String(criterion === 15 ? isMet : 0));

		const head = shown(DossierHead, { name: 'Tên', progress }).toLowerCase();
		expect(head).toContain(isBlocked ? `vướng mắc , ${word}` : word);
	}
	const counts = new Map(filterCounts(criteria).map(({ filter, count }) => [filter, count]));
	const countOf = (...some: StateName[]) => counted.states.filter((state) => some.includes(state)).length;
	expect(counts.get('blocked')).toBe(counted.blocked.length);
	expect(counts.get('unfinished')).toBe(countOf('none', 'doing', 'supplement', 'failed'));
	expect(counts.get('unknown') ?? 0).toBe(countOf('na'));
}

/** The row of the checked indicator, and how many are met by whose word. */
function expectIndicator({ unit, counted, records }: Commune, progress: CommuneProgress): void {
	const { check, verifiedOn } = counted;
	const criterion = progress.criteria.find((one) => one.criterion === 15)!;
	const standing = criterion.indicators.find(({ indicator }) => indicator === INDICATOR)!;
	const from = { unit, reference: REFERENCE, records, today: TODAY };
	const row = shown(IndicatorRow, { view: viewIndicator(findIndicator(set, INDICATOR)!, standing, from) });
	if (!check) return expect(row).toContain('Chưa ghi');

	expect(row).toContain(shortDay(check.on));
	expect(/(Đạt|Chưa đạt)/.exec(row)?.[1]).toBe(check.isMet ? 'Đạt' : 'Chưa đạt');
	expect(/Huyện duyệt (\d\d\/\d\d)/.exec(row)?.[1] ?? null).toBe(verifiedOn && shortDay(verifiedOn));
	expect(row.includes('trả lại')).toBe(check.review === 'returned');
	if (check.whole > 0) {
		expectPercent(row, [check.part, check.whole]);
		expect(row).toMatch(new RegExp(`% ${check.part}/${check.whole}\\b`));
	}
	const counts = shown(StandingCounts, { counts: criterion.counts });
	expect(Number(between(counts, 'Tự đánh giá', '/'))).toBe(check.isMet ? 1 : 0);
}

/** What the office sees beside the value that it judges. */
function expectReview({ unit, counted, records }: Commune, told = (text: string) => text): void {
	const { check, before } = counted;
	if (!check || check.whole === 0) return;
	const isOffice = officeOf(REFERENCE);
	const values = judgedValues(records, { set: set.id, isOffice });
	const value = values.findLast((one) => one.kind === 'check' && one.on === check.on)!;
	const view = viewValue(value, { unit, reference: REFERENCE, records, values, today: TODAY });
	const lines = view.facts.map((fact) => told(factLine(fact, view.words).text.replaceAll('\u00a0', ' ')));
	const pair = lines.find((line) => line.includes('tính đúng ra')) ?? '';
	expect(pair).toContain(`${check.part}/${check.whole} `);
	expectPercent(pair, [check.part, check.whole]);

	const whole = lines.find((line) => line.startsWith('Tổng số đổi từ'));
	if (!before || before.whole === check.whole) return expect(whole).toBeUndefined();
	expect(whole).toBe(`Tổng số đổi từ ${before.whole} (ghi ngày ${shortDay(before.on)}) thành ${check.whole}`);
}

function expectPhone(district: OpenDistrict): void {
	for (const commune of district.communes) {
		const progress = progressOf(district, commune);
		expectHome(commune, progress);
		expectCriteria(commune, progress);
		expectIndicator(commune, progress);
	}
}

test(`in ${DISTRICTS} districts the phone's strip, criteria, dossiers and indicators say what a plain count says`, () => {
	inDistricts(1115, expectPhone);
});

test(`in ${DISTRICTS} districts the lines beside a value to be reviewed say what a plain count says`, () => {
	inDistricts(1116, ({ communes }) => communes.forEach((commune) => expectReview(commune)));
});

test('a deviation on the phone or in a review is noticed', () => {
	const district = fullDistrict();
	const [commune] = district.communes as [Commune];
	const progress = progressOf(district, commune);
	const later = progress.criteria.map((one) => (one.state === 'doing' ? { ...one, state: 'ready' as const } : one));
	const criterion = progress.criteria.map((one) => ({ ...one, indicatorsMet: one.indicatorsMet + 1 }));
	const counts = progress.criteria.map((one) => ({
		...one,
		counts: { ...one.counts, selfAssessed: one.counts.selfAssessed + 1 }
	}));

	expectPhone(district);
	expectReview(commune);
	expect(() => expectHome(commune, { ...progress, criteria: later })).toThrow();
	expect(() => expectHome(commune, { ...progress, openObstacles: progress.openObstacles + 1 })).toThrow();
	expect(() => expectCriteria(commune, { ...progress, criteria: later })).toThrow();
	expect(() => expectCriteria(commune, { ...progress, criteria: criterion })).toThrow();
	expect(() => expectIndicator(commune, { ...progress, criteria: counts })).toThrow();
	expect(() => expectPhone(misled(district, () => ({ criteria: later })))).toThrow();
	expect(() => expectReview(commune, (text) => text.replace(/\d+\/(\d+)/, '1000/$1'))).toThrow();
});
