import type { SyncRecord } from '#lib/domain/changes/change.ts';
import type { Reference } from '#lib/domain/reference/reference.ts';
import { COMMUNES, REFERENCE } from '../support/trieu-son.ts';
import { Chance } from '../simulation/chance.ts';
import { percentile, withBenchPage } from './browser-page.ts';
import type { Row } from './row.ts';

export const title = 'The matrix from the replica';

const RECORDS = 20_000;
const RUNS = 7;
const TODAY = '2018-11-05';

interface Measured {
	counted: number;
	kept: number;
	bare: number;
	communes: number;
}

interface Bench {
	fill(records: SyncRecord[]): Promise<void>;
	matrix(reference: Reference, today: string): Promise<Measured>;
}

export function run(): Promise<Row[]> {
	return withBenchPage(async (page) => {
		const records = makeRecords();
		for (let at = 0; at < records.length; at += 5_000) {
			await page.evaluate(
				(part) => (window as unknown as { bench: Bench }).bench.fill(part),
				records.slice(at, at + 5_000)
			);
		}
		const runs: Measured[] = [];
		for (let index = 0; index < RUNS; index++) {
			const measured = await page.evaluate(
				([reference, today]) =>
					(window as unknown as { bench: Bench }).bench.matrix(reference as Reference, today as string),
				[REFERENCE, TODAY] as const
			);
			if (measured.communes !== COMMUNES.length) throw new Error(`${measured.communes} communes came out`);
			runs.push(measured);
		}
		const median = (of: 'counted' | 'kept' | 'bare') =>
			percentile(
				runs.map((run) => run[of]),
				0.5
			);
		const floor = { floor: median('bare'), floorName: 'getAll of the same rows, bare' };
		return (['kept', 'counted'] as const).map((how) => ({
			name: `${COMMUNES.length} communes from ${RECORDS} records, opening included, figures ${how}, median of ${RUNS}`,
			value: median(how),
			unit: 'ms',
			...floor
		}));
	});
}

/** Mostly checks, as a district has them: every commune registered, some dossiers, visits and obstacles. */
function makeRecords(): SyncRecord[] {
	const chance = new Chance(2018);
	const indicators = REFERENCE.criteriaSets[0]!.criteria.flatMap((criterion) =>
		criterion.indicators.map(({ no }) => no)
	);

	return Array.from({ length: RECORDS }, (_, index): SyncRecord => {
		const unit = COMMUNES[index % COMMUNES.length]!;
		const place = Math.floor(index / COMMUNES.length);
		const [kind, id, registers] = describe(place, index, chance, indicators);
		const written = Object.entries(registers).map(([name, value]) => [
			name,
			{ value, stamp: `0jo3o000${String(place % 10)}000.bench001`, change: `c${index}${name}`, by: 'can-bo-xa' }
		]);
		return {
			unitId: unit.id,
			kind,
			id,
			seq: place + 1,
			registers: Object.fromEntries(written) as SyncRecord['registers']
		};
	});
}

function describe(place: number, index: number, chance: Chance, indicators: string[]): [string, string, object] {
	const on = `2018-${String(1 + chance.below(10)).padStart(2, '0')}-${String(1 + chance.below(28)).padStart(2, '0')}`;
	if (place === 0) return ['target', 'target', { registration: { year: 2018, basis: 'district_plan' } }];
	if (place <= 19)
		return ['dossier', `dossier:${place}`, { state: { state: chance.one(['preparing', 'complete']), on } }];
	if (place <= 36)
		return [
			'appraisal',
			`appraisal:d${place}`,
			{ sent: { on }, inspected: { on: chance.happens(0.3) ? on : null } }
		];
	const id = `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`;
	if (place % 12 === 0) {
		const statement = {
			criterion: 1 + chance.below(19),
			title: 'Thôn 5 chưa có mặt bằng',
			raisedOn: on,
			asks: 'district'
		};
		return ['obstacle', id, { statement, answer: { state: chance.one(['open', 'resolved']), on } }];
	}
	if (place % 10 === 0)
		return [
			'paper',
			id,
			{ item: { of: 1 + chance.below(19), name: 'Biên bản' }, state: { done: chance.happens(0.5), on } }
		];
	const whole = 8 + chance.below(400);
	const note = 'Thôn 3 đang hoàn thiện, thôn 5 chưa có đất.';
	return [
		'check',
		id,
		{
			subject: { indicator: chance.one(indicators) },
			measurement: { on, part: chance.below(whole), whole, met: 'not_met', note }
		}
	];
}
