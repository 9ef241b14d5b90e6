import { expect, test } from 'vitest';
import { satisfactionOf } from '#lib/domain/progress/satisfaction.ts';
import { satisfactionSheet } from '#lib/domain/report/sheets.ts';
import { currentSet } from '#lib/domain/reference/reference.ts';
import SatisfactionFacts from '#lib/ui/survey/SatisfactionFacts.svelte';
import { REFERENCE } from '../support/trieu-son.ts';
import { DISTRICTS, inDistricts } from './open-district.ts';
import { runsText, tablesOf } from './report-text.ts';
import { expectPercent, shown } from './shown.ts';

const set = currentSet(REFERENCE);

const percentIn = (text: string) => /[\d.,]+%/.exec(text)?.[0];

test(`in ${DISTRICTS} districts a share has one percentage, on the commune's page and on paper`, () => {
	inDistricts(1108, ({ communes, facts, report }) => {
		const sheet = satisfactionSheet(facts);
		for (const { unit, counted, records } of communes) {
			const screen = shown(SatisfactionFacts, { satisfaction: satisfactionOf(records, set) });
			const row = tablesOf(report)
				.flatMap(({ rows }) => rows)
				.find((cells) => cells.some(({ key }) => key === `cell/${unit.id}/satisfaction-asked`));
			expect(row !== undefined).toBe(counted.surveyed > 0);
			expect(
				sheet.rows.filter(([name, , on]) => name === unit.name && on !== null && typeof on === 'object')
			).toHaveLength(counted.surveyed);

			for (const figure of ['asked', 'satisfied'] as const) {
				const wanted = counted[figure];
				const cell = row?.find(({ key }) => key === `cell/${unit.id}/satisfaction-${figure}`);
				if (!wanted || !cell || wanted[1] === 0) continue;
				const said = runsText(cell.runs);
				const label = figure === 'asked' ? /hỏi ([\d.]+\/[\d.]+[^)]*\))/i : /hài lòng ([\d.]+\/[\d.]+[^)]*\))/i;
				const onScreen = label.exec(screen)?.[1] ?? '';
				expectPercent(said, wanted);
				expect(percentIn(onScreen), `${screen} | ${said}`).toBe(percentIn(said));
			}
		}
	});
});
