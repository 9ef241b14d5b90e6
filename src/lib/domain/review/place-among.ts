import type { SyncRecord } from '../changes/change.ts';
import type { Place } from '../records/fields.ts';
import { isVoided, valueOf } from '../records/kinds.ts';

export type PlaceFact =
	| { kind: 'place'; distanceM: number; accuracyM: number; points: number; isFar: boolean }
	/** There are too few other points to hold it against. */
	| { kind: 'place_alone'; accuracyM: number; points: number };

/** Fewer points have no middle worth the name. */
const LEAST_POINTS = 3;
/** Few communes of the plain reach further from their middle; a larger one shows by its own points. */
const USUAL_REACH_M = 3_000;

/** How far a place lies from the middle of the commune's other points: no map of borders is at hand offline. */
export function placeAmong(place: Place, records: readonly SyncRecord[], holder: SyncRecord): PlaceFact {
	const points = records.flatMap((record) => (isOf(record, holder) ? [] : placeOf(record)));
	if (points.length < LEAST_POINTS) return { kind: 'place_alone', accuracyM: place.accuracyM, points: points.length };

	const middle = { lat: median(points.map(({ lat }) => lat)), lon: median(points.map(({ lon }) => lon)) };
	const distanceM = distance(place, middle);
	const reachM = Math.max(USUAL_REACH_M, 3 * median(points.map((point) => distance(point, middle))));
	return {
		kind: 'place',
		distanceM: Math.round(distanceM),
		accuracyM: place.accuracyM,
		points: points.length,
		isFar: distanceM - place.accuracyM > reachM
	};
}

/** Its photos were taken at the same place. */
function isOf(record: SyncRecord, holder: SyncRecord): boolean {
	const of = record.kind === 'photo' ? valueOf(record, 'photo', 'file')?.of : undefined;

	return record === holder || (of?.kind === holder.kind && of.id === holder.id);
}

function placeOf(record: SyncRecord): Place[] {
	if (isVoided(record)) return [];
	const place =
		record.kind === 'check'
			? valueOf(record, 'check', 'place')
			: record.kind === 'visit'
				? valueOf(record, 'visit', 'place')
				: record.kind === 'photo'
					? valueOf(record, 'photo', 'file')?.place
					: undefined;

	return place ? [place] : [];
}

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const half = sorted.length >> 1;

	return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

const EARTH_M = 6_371_000;
const toRadians = (degrees: number) => (degrees * Math.PI) / 180;

/** On a flat piece of earth, which a commune is. */
function distance(a: Pick<Place, 'lat' | 'lon'>, b: Pick<Place, 'lat' | 'lon'>): number {
	const north = toRadians(a.lat - b.lat);
	const east = toRadians(a.lon - b.lon) * Math.cos(toRadians((a.lat + b.lat) / 2));

	return EARTH_M * Math.hypot(north, east);
}
