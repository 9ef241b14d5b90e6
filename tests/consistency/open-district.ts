import fc from 'fast-check';
import { composeReport } from '#lib/domain/report/compose-report.ts';
import { reportFacts } from '#lib/domain/report/report-facts.ts';
import { firstForm } from '#lib/domain/report/report-form.ts';
import { recordOf } from '../support/records.ts';
import { COMMUNES, DISTRICT, REFERENCE } from '../support/trieu-son.ts';
import { countPlainly } from './counted-plainly.ts';
import { BEFORE, commune, recordsOf, TODAY, type Generated } from './generated-commune.ts';

/** `npm run prove` takes more. */
export const DISTRICTS = Number(process.env['CONSISTENCY_DISTRICTS'] ?? 15);

export type OpenDistrict = ReturnType<typeof openDistrict>;

/** Looks at so many districts, always the same ones. */
export function inDistricts(seed: number, look: (district: OpenDistrict) => void): void {
	fc.assert(
		fc.property(fc.array(commune, { minLength: 1, maxLength: 6 }), (generated) => look(openDistrict(generated))),
		{ numRuns: DISTRICTS, seed }
	);
}

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
