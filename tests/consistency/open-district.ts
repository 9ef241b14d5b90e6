import fc from 'fast-check';
import { composeReport } from '#lib/domain/report/compose-report.ts';
import type { CommuneProgress } from '#lib/domain/progress/progress.ts';
import { reportFacts } from '#lib/domain/report/report-facts.ts';
import { firstForm } from '#lib/domain/report/report-form.ts';
import { recordOf } from '../support/records.ts';
import { COMMUNES, DISTRICT, REFERENCE } from '../support/trieu-son.ts';
import { countPlainly, type Counted } from './counted-plainly.ts';
import { BEFORE, commune, recordsOf, TODAY, type Generated } from './generated-commune.ts';

/** `npm run prove` takes more. */
export const DISTRICTS = Number(process.env['CONSISTENCY_DISTRICTS'] ?? 15);

export type OpenDistrict = ReturnType<typeof openDistrict>;

/** Looks at so many districts, always the same ones. */
export function inDistricts(seed: number, look: (district: OpenDistrict) => void): void {
	fc.assert(
		fc.property(districts, (generated) => look(openDistrict(generated))),
		{ numRuns: DISTRICTS, seed }
	);
}

/** The same for what takes its time, such as making a file. */
export const inDistrictsLater = (seed: number, look: (district: OpenDistrict) => Promise<void>): Promise<void> =>
	fc.assert(
		fc.asyncProperty(districts, (generated) => look(openDistrict(generated))),
		{ numRuns: DISTRICTS, seed }
	);

const districts = fc.array(commune, { minLength: 1, maxLength: 6 });

/** One whose first commune has something of everything, for a deviation to be planted in. */
export function fullDistrict(): OpenDistrict {
	const found = fc.sample(commune, { seed: 1, numRuns: 1000 }).find((of) => hasAll(countPlainly(of)));
	if (!found) throw new Error('no commune was made that has everything');

	return openDistrict([found]);
}

const hasAll = ({ dossiers, common, sent, inspected, check, before, surveyed, promised, blocked, states }: Counted) =>
	[dossiers, common, sent, inspected, promised, before].every((figure) => figure !== null) &&
	(check?.whole ?? 0) > 0 &&
	check?.review === null &&
	surveyed > 0 &&
	blocked.length > 0 &&
	states.includes('doing');

function openDistrict(generated: readonly Generated[]) {
	const meeting = { on: BEFORE, place: 'Hội trường', chair: 'Chủ tịch', attendees: [] };
	const briefing = recordOf('briefing', { meeting }, { unitId: DISTRICT.id });
	const communes = generated.map((of, at) => {
		const unit = COMMUNES[at]!;
		return { unit, counted: countPlainly(of), records: recordsOf(of, unit.id) };
	});
	const recordsByUnit = new Map([
		[DISTRICT.id, [briefing]],
		...communes.map(({ unit, records }) => [unit.id, records] as const)
	]);
	const units = communes.map(({ unit }) => unit);
	const facts = reportFacts({ district: DISTRICT, units, reference: REFERENCE, today: TODAY, recordsByUnit });
	const form = firstForm(DISTRICT);
	const report = composeReport(facts, form);
	return { communes, units, facts, report, table: composeReport(facts, { ...form, kind: 'table' }), recordsByUnit };
}

/** The district where every place is told something else of the first commune than was counted. */
export function misled(
	{ communes, ...district }: OpenDistrict,
	change: (progress: CommuneProgress) => Partial<CommuneProgress>
): OpenDistrict {
	const [first, ...others] = district.facts.communes;
	const told = { ...first!, progress: { ...first!.progress, ...change(first!.progress) } };
	const facts = { ...district.facts, communes: [told, ...others] };
	const form = firstForm(DISTRICT);

	return {
		...{ ...district, communes, facts },
		report: composeReport(facts, form),
		table: composeReport(facts, { ...form, kind: 'table' })
	};
}
