import type { Register, RegisterValue, SyncRecord } from '../changes/change.ts';
import { addDays, dateOfInstant, type TradeDate } from '../dates.ts';
import { valueOf } from '../records/kinds.ts';
import { ownDate } from '../records/own-date.ts';
import { carriedOverFrom } from '../records/target/read.ts';
import { communeProgress, type ProgressOf } from './commune.ts';
import type { CommuneProgress } from './progress.ts';

type Place = Omit<ProgressOf, 'today'>;

/** A commune as it stood on a day, as far as today's records tell: what they date later is left out. A register keeps only
 *  its latest value, so an earlier one that was overwritten since cannot come back; the change log alone holds it. */
export function progressAt(records: Iterable<SyncRecord>, date: TradeDate, place: Place): CommuneProgress {
	return communeProgress(recordsAt(records, date), { ...place, today: date });
}

/** Complete dossiers at the end of each of the last weeks, oldest first, today last; null where it is not known. */
export function dossierCourse(
	records: readonly SyncRecord[],
	{ today, weeks, ...place }: ProgressOf & { weeks: number }
): { on: TradeDate; complete: number | null }[] {
	return Array.from({ length: weeks }, (_, index) => {
		const on = addDays(today, (index - weeks + 1) * 7);
		return { on, complete: progressAt(records, on, place).dossiers.complete };
	});
}

/** The records without what they date later, as far as they tell: see `progressAt`. */
export function recordsAt(records: Iterable<SyncRecord>, date: TradeDate): SyncRecord[] {
	return Array.from(records, (record) => {
		const registers: SyncRecord['registers'] = {};
		for (const [name, register] of Object.entries(record.registers)) {
			const then = registerAt(record, name, register, date);
			if (then) registers[name] = then;
		}
		return { ...record, registers };
	});
}

function registerAt(record: SyncRecord, name: string, register: Register, date: TradeDate): Register | undefined {
	const earlier = (value: RegisterValue): Register => ({ ...register, value });

	if (record.kind === 'target' && name === 'registration')
		return { ...register, value: registrationAt(record, date) };
	if ((ownDate(register.value) ?? closingDate(register.value) ?? date) <= date) return register;
	if (record.kind !== 'dossier' || name !== 'state') return undefined;

	// A dossier completed later was then in the making, one begun later was not begun: neither was unknown.
	const state = valueOf(record, 'dossier', 'state')?.state;
	if (state === 'complete') return earlier({ state: 'preparing' });
	return state === 'preparing' ? earlier({ state: 'not_started' }) : undefined;
}

/** The day on which a visit ended. */
function closingDate(value: RegisterValue): TradeDate | undefined {
	const closedAt = value?.['closedAt'];

	return typeof closedAt === 'string' ? dateOfInstant(Date.parse(closedAt)) : undefined;
}

/** The year it was then to finish in: that of the first move still to come. */
function registrationAt(record: SyncRecord, date: TradeDate): RegisterValue {
	const registration = valueOf(record, 'target', 'registration');
	if (!registration || (registration.registeredOn ?? date) > date) return null;

	const moves = registration.movedFrom ?? [];
	const coming = moves.filter(({ on }) => on > date).sort((a, b) => (a.on < b.on ? -1 : 1))[0];
	if (!coming) return registration;

	const { carriedOver, document: _document, ...rest } = registration;
	// What was carried over before that move was so already.
	const wasCarried = carriedOver && (carriedOverFrom(registration) ?? coming.year) < coming.year;
	return {
		...rest,
		...(wasCarried && { carriedOver }),
		year: coming.year,
		basis: coming.basis,
		movedFrom: moves.filter(({ on }) => on <= date)
	};
}
