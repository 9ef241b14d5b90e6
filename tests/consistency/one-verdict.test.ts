import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { remaining } from '#lib/domain/progress/remaining.ts';
import { currentSet } from '#lib/domain/reference/reference.ts';
import { criteriaSheet } from '#lib/domain/report/sheets.ts';
import { stripSigns } from '#lib/domain/report/strip-signs.ts';
import HallUnfinished from '#lib/ui/briefing/HallUnfinished.svelte';
import CommuneStrip from '#lib/ui/commune/CommuneStrip.svelte';
import RegisteredRow from '#lib/ui/commune/RegisteredRow.svelte';
import { criterionName } from '#lib/ui/criterion-name.ts';
import { stripGroups } from '#lib/ui/criterion/criterion-list.ts';
import CriterionHead from '#lib/ui/criterion/CriterionHead.svelte';
import CriterionRow from '#lib/ui/criterion/CriterionRow.svelte';
import CommunePanel from '#lib/ui/matrix/CommunePanel.svelte';
import MatrixRow from '#lib/ui/matrix/MatrixRow.svelte';
import CommuneRow from '#lib/ui/progress/CommuneRow.svelte';
import PublicTable from '#lib/ui/public-page/PublicTable.svelte';
import { remainingLines } from '#lib/ui/matrix/remaining-words.ts';
import { REFERENCE } from '../support/trieu-son.ts';
import { TODAY } from './generated-commune.ts';
import { DISTRICTS, inDistricts } from './open-district.ts';
import { tablesOf } from './report-text.ts';
import { shown } from './shown.ts';

const set = currentSet(REFERENCE);
const groups = stripGroups(set);
const nothing = () => undefined;
const nameOf = (no: number) => criterionName(set.criteria.find((one) => one.no === no)!.name);

const WORDS = { supplement: 'ngành yêu cầu bổ sung', failed: 'ngành kết luận chưa đạt' };
const SIGNS = { supplement: '⊟', failed: '⊠' };
type Objection = keyof typeof WORDS;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- Svelte bounds its components so
const labels = (component: Component<any>, props: object): string =>
	[...render(component, { props }).body.matchAll(/aria-label="([^"]*)"/g)].map(([, label]) => label).join('; ');

test(`in ${DISTRICTS} districts every place tells what a department found wanting, and none more than it did`, () => {
	inDistricts(1108, ({ communes, facts, report }) => {
		for (const { unit, counted } of communes) {
			const of = facts.communes.find((one) => one.unit.id === unit.id)!;
			const { progress } = of;
			const { criteria } = progress;
			const row = { row: { unit, progress, course: [] }, set, chosen: false, href: '#', cellHref: () => '#' };
			const panel = { unit, progress, set, headingId: 'panel', onclose: nothing };
			const page = { unit, set, cells: criteria, isPhone: false, hrefOf: () => '#' };
			const strips = {
				matrix: labels(MatrixRow, { ...row, onopen: nothing, onpoint: nothing }),
				panel: labels(CommunePanel, panel),
				card: labels(CommuneRow, { unit, progress, groups, href: '#' }),
				'list of communes': labels(RegisteredRow, { unit, progress, groups, href: '#' }),
				'commune’s page': labels(CommuneStrip, page),
				'public page': labels(PublicTable, { communes: [{ unit, progress, satisfaction: null }], set })
			};
			for (const verdict of ['supplement', 'failed'] satisfies Objection[]) {
				const found = counted.objections.filter((one) => one.verdict === verdict);
				const count = found.length === 0 ? undefined : `${found.length} ${WORDS[verdict]}`;
				for (const [place, text] of Object.entries(strips))
					expect({ place, count: new RegExp(`\\d+ ${WORDS[verdict]}`).exec(text)?.[0] }).toEqual({
						place,
						count
					});
				const signs = tablesOf(report)
					.flatMap(({ rows }) => rows.flat())
					.find(({ key }) => key === `cell/${unit.id}/strip`)?.strip;
				expect(signs ? stripSigns(signs).split(SIGNS[verdict]).length - 1 : 'no strip').toBe(found.length);
			}

			const hall = shown(HallUnfinished, { criteria, nameOf });
			const sheet = criteriaSheet(facts).rows.find(([, name]) => name === unit.name)!;
			const left = shown(CommunePanel, panel);
			const lines = remainingLines(remaining(progress));
			for (const one of criteria) {
				const verdict = counted.objections.find(({ criterion }) => criterion === one.criterion)?.verdict;
				const words = verdict === undefined ? undefined : WORDS[verdict as Objection];
				const told = (text: string) => Object.values(WORDS).find((some) => text.toLowerCase().includes(some));
				const name = nameOf(one.criterion);

				expect(told(String(sheet[one.criterion + 1]))).toBe(words);
				expect(told(shown(CriterionHead, { name, progress: one, today: TODAY }))).toBe(words);
				if (!one.blocked) expect(told(shown(CriterionRow, { name, progress: one, href: '#' }))).toBe(words);
				expect(hall.includes(`${name.replaceAll('\u00a0', ' ')}: ${words}`)).toBe(words !== undefined);
				const again = lines.filter((line) =>
					new RegExp(`^(Làm lại|Bổ sung hồ sơ) tiêu chí ${one.criterion}\\b`).test(line)
				);
				expect(again).toHaveLength(words === undefined ? 0 : 1);
				for (const line of again) expect(left).toContain(line);
			}
		}
	});
});
