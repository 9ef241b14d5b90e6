import type { SyncRecord } from '../changes/change.ts';
import type { CriteriaSet } from '../criteria/criteria-set.ts';
import { isVoided, valueOf, type Value } from '../records/kinds.ts';
import { keepReview, type StandingReviews } from '../records/review/read.ts';
import { currentSet, type Reference } from '../reference/reference.ts';
import type { Unit } from '../reference/unit.ts';
import { reviewsByRecord } from '../review/judged-values.ts';
import { judgeOf } from './indicators.ts';

export interface TimelineOf {
	unit: Unit;
	reference: Pick<Reference, 'criteriaSetId' | 'criteriaSets' | 'thresholds' | 'units'>;
}

/** What one record of the timeline has to know of the others. */
export interface TimelineIndex {
	unit: Unit;
	set: CriteriaSet;
	judge: ReturnType<typeof judgeOf>;
	records: SyncRecord[];
	visits: Set<string>;
	findings: Map<string, { id: string; verdict: Value<'finding', 'verdict'>['verdict'] }[]>;
	remarks: Map<string, { id: string; isOpen: boolean }[]>;
	/** Photos by `<kind>/<id>` of what they show. */
	photos: Map<string, number>;
	reviews: StandingReviews;
	/** All reviews of each record, by `<kind>/<id>`. */
	reviewsOf: ReturnType<typeof reviewsByRecord>;
	briefings: Map<string, Value<'briefing', 'meeting'>>;
}

export function indexRecords(records: readonly SyncRecord[], { unit, reference }: TimelineOf): TimelineIndex {
	const index: TimelineIndex = {
		unit,
		set: currentSet(reference),
		judge: judgeOf(unit, reference),
		records: records.filter((record) => !isVoided(record)),
		visits: new Set(),
		findings: new Map(),
		remarks: new Map(),
		photos: new Map(),
		reviews: new Map(),
		reviewsOf: new Map(),
		briefings: new Map()
	};
	for (const record of index.records) enter(index, record);
	index.reviewsOf = reviewsByRecord(index.records);
	return index;
}

function enter(index: TimelineIndex, record: SyncRecord): void {
	switch (record.kind) {
		case 'visit':
			index.visits.add(record.id);
			return;
		case 'review':
			return keepReview(index.reviews, record);
		case 'finding': {
			const verdict = valueOf(record, 'finding', 'verdict');
			if (verdict)
				push(index.findings, record.id.split(':')[1] ?? '', { id: record.id, verdict: verdict.verdict });
			return;
		}
		case 'remark': {
			const text = valueOf(record, 'remark', 'text');
			const isOpen = valueOf(record, 'remark', 'answer')?.state !== 'done';
			if (text) push(index.remarks, text.visit, { id: record.id, isOpen });
			return;
		}
		case 'photo': {
			const file = valueOf(record, 'photo', 'file');
			if (file) index.photos.set(photoKey(file.of), photosOf(index, file.of) + 1);
			return;
		}
		case 'briefing': {
			const meeting = valueOf(record, 'briefing', 'meeting');
			if (meeting) index.briefings.set(record.id, meeting);
		}
	}
}

const photoKey = ({ kind, id }: { kind: string; id: string }) => `${kind}/${id}`;

export const photosOf = (index: Pick<TimelineIndex, 'photos'>, of: { kind: string; id: string }): number =>
	index.photos.get(photoKey(of)) ?? 0;

function push<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
	const list = lists.get(key);
	if (list) list.push(item);
	else lists.set(key, [item]);
}
