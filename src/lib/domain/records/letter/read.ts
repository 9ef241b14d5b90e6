import type { SyncRecord } from '../../changes/change.ts';
import { BARE_SET, criterionOfIndicator } from '../../criteria/criteria-set.ts';
import type { TradeDate } from '../../dates.ts';
import { isVoided, valueOf } from '../kinds.ts';
import type { LetterPoint } from './schema.ts';

/** A letter of a department that stands. */
export interface Letter {
	id: string;
	department: string;
	on: TradeDate;
	/** Empty where nobody typed it. */
	number: string;
	set: string;
	points: LetterPoint[];
	/** The register that holds it. */
	record: SyncRecord;
	register: 'content' | 'confirmed';
}

/** All letters that stand, the earliest first. Earlier versions of the program kept the last letter of a department in its
 *  appraisal record; such a letter has the id of the change that wrote it. Once somebody corrects it or takes it out, a record
 *  with that id stands in its place. */
export function readLetters(records: Iterable<SyncRecord>): Letter[] {
	const own: SyncRecord[] = [];
	const appraisals: SyncRecord[] = [];
	for (const record of records) {
		if (record.kind === 'letter') own.push(record);
		else if (record.kind === 'appraisal') appraisals.push(record);
	}
	const replaced = new Set(own.map(({ id }) => id));
	const letters = [
		...own.flatMap(readOwn),
		...appraisals.flatMap(readCarriedOver).filter(({ id }) => !replaced.has(id))
	];

	return letters.sort(byDay);
}

/** The criteria that a letter speaks of, whole or by an indicator. */
export const criteriaOfLetter = ({ points }: Pick<Letter, 'points'>): number[] => [
	...new Set(points.map(({ of }) => criterionOfIndicator(of)))
];

function readOwn(record: SyncRecord): Letter[] {
	const content = isVoided(record) ? undefined : valueOf(record, 'letter', 'content');
	if (!content) return [];

	const { department, on, number = '', set = BARE_SET, points } = content;
	return [{ id: record.id, department, on, number, set, points, record, register: 'content' }];
}

function readCarriedOver(record: SyncRecord): Letter[] {
	const confirmed = isVoided(record) ? undefined : valueOf(record, 'appraisal', 'confirmed');
	if (!confirmed) return [];

	const { on, criteria, verdict, note } = confirmed;
	const number = typeof confirmed['number'] === 'string' ? confirmed['number'] : '';
	const points = criteria.map((criterion) => ({
		of: String(criterion),
		verdict,
		...(note !== undefined && { note })
	}));
	const department = record.id.slice('appraisal:'.length);
	const id = record.registers['confirmed']!.change;
	return [{ id, department, on, number, set: BARE_SET, points, record, register: 'confirmed' }];
}

/** Of two letters of one day the one that was written down later is the later one; the id only makes the order total. */
function byDay(a: Letter, b: Letter): number {
	if (a.on !== b.on) return a.on < b.on ? -1 : 1;
	const [stampA, stampB] = [a, b].map(({ record, register }) => record.registers[register]!.stamp);
	if (stampA !== stampB) return stampA! < stampB! ? -1 : 1;

	return a.id < b.id ? -1 : 1;
}
