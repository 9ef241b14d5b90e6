import { expect, test } from 'vitest';
import { findIndicator } from '#lib/domain/criteria/criteria-set.ts';
import { briefingSheet } from '#lib/domain/report/sheets.ts';
import { officeOf } from '#lib/domain/reference/office.ts';
import { currentSet } from '#lib/domain/reference/reference.ts';
import { judgedValues } from '#lib/domain/review/judged-values.ts';
import { wordDocument } from '#lib/documents/word-document.ts';
import HallWaits from '#lib/ui/briefing/HallWaits.svelte';
import { viewIndicator } from '#lib/ui/criterion/indicator-view.ts';
import CommunePanel from '#lib/ui/matrix/CommunePanel.svelte';
import { viewValue } from '#lib/ui/review/value-view.ts';
import { readWord } from '../support/read-documents.ts';
import { recordOf } from '../support/records.ts';
import { REFERENCE } from '../support/trieu-son.ts';
import { INDICATOR, TODAY } from './generated-commune.ts';
import { DISTRICTS, inDistricts, type OpenDistrict } from './open-district.ts';
import { paragraphText, runsText, tablesOf } from './report-text.ts';
import { between, expectPercent, shown } from './shown.ts';

const set = currentSet(REFERENCE);
const isOffice = officeOf(REFERENCE);

function checkViews({ unit, records, facts }: OpenDistrict['communes'][number] & { facts: OpenDistrict['facts'] }) {
	const { progress } = facts.communes.find((one) => one.unit.id === unit.id)!;
	const indicator = findIndicator(set, INDICATOR)!;
	const standing = progress.criteria
		.flatMap(({ indicators }) => indicators)
		.find((one) => one.indicator === INDICATOR)!;
	const from = { unit, reference: REFERENCE, records, today: TODAY };
	const values = judgedValues(records, { set: set.id, isOffice });
	const value = values.find(({ record }) => record.id === standing.checkId);

	return {
		onPage: viewIndicator(indicator, standing, from),
		inReview: value && viewValue(value, { ...from, values })
	};
}

test(`in ${DISTRICTS} districts a check has one value, and its verification one day`, () => {
	inDistricts(1109, ({ communes, facts }) => {
		for (const commune of communes) {
			const { counted, records, unit } = commune;
			const { onPage, inReview } = checkViews({ ...commune, facts });
			expect(inReview === undefined).toBe(counted.check === null);
			if (counted.check && counted.check.whole > 0) {
				expect(inReview?.value).toBe(onPage.measured?.value);
				expectPercent(onPage.measured?.value ?? '', [counted.check.part, counted.check.whole]);
			}

			const verified = onPage.standings.map(({ text }) => text).join(' ');
			const day = counted.verifiedOn && `${counted.verifiedOn.slice(8)}/${counted.verifiedOn.slice(5, 7)}`;
			expect(/Huyện duyệt (\S+?):/.exec(verified)?.[1] ?? null).toBe(day);

			const measurement = { on: TODAY, part: 1, whole: 2, met: 'not_met' as const };
			const next = recordOf('check', { subject: { indicator: INDICATOR }, measurement }, { unitId: unit.id });
			const all = [...records, next];
			const values = judgedValues(all, { set: set.id, isOffice });
			const value = values.find(({ record }) => record.id === next.id)!;
			const { before } = viewValue(value, { unit, reference: REFERENCE, records: all, values, today: TODAY });
			expect(/Lần duyệt trước (\S+?):/.exec(before)?.[1] ?? null).toBe(day);
		}
	});
});

test(`in ${DISTRICTS} districts hall and table name the same promised day, and obstacles count alike`, () => {
	inDistricts(1110, ({ communes, facts, report, table }) => {
		for (const { unit, counted, records } of communes) {
			const { progress } = facts.communes.find((one) => one.unit.id === unit.id)!;
			const waits = shown(HallWaits, { records, progress, today: TODAY });
			const days = between(waits, 'Hẹn xong', '').matchAll(/(\d\d)\/(\d\d)\/(\d{4}): hồ sơ tiêu chí/g);
			const last = [...days]
				.map(([, day, month, year]) => `${year}-${month}-${day}`)
				.sort()
				.at(-1);
			const cell = tablesOf(table)[0]!
				.rows.flat()
				.find(({ key }) => key === `cell/${unit.id}/finish`)!;
			const [, onTable] = /^Hẹn (\S+?)(?:,|$)/.exec(runsText(cell.runs)) ?? [];
			const without = Number(/còn (\d+) hồ sơ chưa hẹn/.exec(runsText(cell.runs))?.[1] ?? 0);

			expect(onTable?.split('/').reverse().join('-') ?? null).toBe(counted.promised?.on ?? null);
			if (counted.dossiers !== 19) expect(last ?? null).toBe(counted.promised?.on ?? null);
			if (counted.promised) expect(without).toBe(counted.promised.without);

			const panel = shown(CommunePanel, { unit, progress, set, headingId: 'panel', onclose: () => undefined });
			const left = [...panel.matchAll(/Gỡ (\d+) vướng mắc/g)].map(([, n]) => Number(n));
			expect(left.reduce((sum, n) => sum + n, 0)).toBe(counted.obstacles);
			expect(progress.criteria.filter(({ blocked }) => blocked).map(({ criterion }) => criterion)).toEqual(
				counted.blocked
			);
		}
		for (let criterion = 1; criterion <= 19; criterion++) {
			const count = communes.filter(({ counted }) => counted.blocked.includes(criterion)).length;
			const said = paragraphText(report, `obstacles/${criterion}`);
			expect(Number(/: (\d+) xã \(/.exec(said ?? '')?.[1] ?? 0)).toBe(count);
		}
	});
});

test('Word and Excel hold what the paper on the screen says', async () => {
	const districts: OpenDistrict[] = [];
	inDistricts(1111, (district) => void districts.push(district));

	for (const { communes, table } of districts.slice(0, 3)) {
		const { tables } = await readWord(await wordDocument(table));
		const [paper] = tablesOf(table);
		const sheet = briefingSheet(table, { criteria: 19, departments: 17 });
		for (const { unit, counted } of communes) {
			const cells = paper!.rows.find((row) => row.some(({ key }) => key === `cell/${unit.id}/dossiers`))!;
			const texts = cells.map(({ runs }) => runsText(runs));
			const plain = (row: readonly string[]) => row.map((text) => text.replaceAll('\u00a0', ' ').trim());
			expect(tables.flat().map(plain)).toContainEqual(plain(texts));

			const row = sheet.rows.find((one) => one.includes(unit.name))!;
			const at = (figure: string) => cells.findIndex(({ key }) => key === `cell/${unit.id}/${figure}`);
			if (counted.dossiers !== null) expect(row[at('dossiers')]).toBe(counted.dossiers);
			if (counted.sent !== null) expect(row[at('sent')]).toBe(counted.sent);
			if (counted.inspected !== null) expect(row[at('inspected')]).toBe(counted.inspected);
		}
	}
});
