import type { SyncRecord } from '../changes/change.ts';
import type { CriteriaSet } from '../criteria/criteria-set.ts';
import { byKind, isVoided, valueOf, type KindName, type Value } from '../records/kinds.ts';
import { readLetters, type Letter } from '../records/letter/read.ts';
import { villageNames } from '../records/profile/villages.ts';
import { keepReview, type StandingReviews } from '../records/review/read.ts';
import { currentSet, type Reference } from '../reference/reference.ts';
import type { Unit } from '../unit.ts';
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
	/** Checks that were taken out: the log says so, and nothing counts them. */
	voidedChecks: SyncRecord[];
	/** Those of departments, the earliest first. */
	letters: Letter[];
	visits: Set<string>;
	findings: Map<string, { id: string; verdict: Value<'finding', 'verdict'>['verdict'] }[]>;
	remarks: Map<string, { id: string; isOpen: boolean }[]>;
	/** Photos by `<kind>/<id>` of what they show. */
	photos: Map<string, number>;
	reviews: StandingReviews;
	/** All reviews of each record, by `<kind>/<id>`. */
	reviewsOf: ReturnType<typeof reviewsByRecord>;
	briefings: Map<string, Value<'briefing', 'meeting'>>;
	villageOf: ReturnType<typeof villageNames>;
}

export function indexRecords(records: readonly SyncRecord[], { unit, reference }: TimelineOf): TimelineIndex {
	const index: TimelineIndex = {
		unit,
		set: currentSet(reference),
		judge: judgeOf(unit, reference),
		records: records.filter((record) => !isVoided(record)),
		voidedChecks: records.filter((record) => record.kind === 'check' && isVoided(record)),
		letters: readLetters(records),
		visits: new Set(),
		findings: new Map(),
		remarks: new Map(),
		photos: new Map(),
		reviews: new Map(),
		reviewsOf: new Map(),
		briefings: new Map(),
		villageOf: villageNames(records)
	};
	for (const record of index.records) byKind(ENTERS, record.kind)?.(index, record);
	index.reviewsOf = reviewsByRecord(index.records);
	return index;
}

/** Null where no other record's entry needs the kind. */
const ENTERS: { [K in KindName]: ((index: TimelineIndex, record: SyncRecord) => void) | null } = {
	profile: null,
	check: null,
	review: ({ reviews }, record) => keepReview(reviews, record),
	visit: ({ visits }, { id }) => void visits.add(id),
	finding: ({ findings }, record) => {
		const verdict = valueOf(record, 'finding', 'verdict');
		if (verdict) push(findings, record.id.split(':')[1] ?? '', { id: record.id, verdict: verdict.verdict });
	},
	remark: ({ remarks }, record) => {
		const text = valueOf(record, 'remark', 'text');
		const isOpen = valueOf(record, 'remark', 'answer')?.state !== 'done';
		if (text) push(remarks, text.visit, { id: record.id, isOpen });
	},
	dossier: null,
	paper: null,
	tally: null,
	appraisal: null,
	letter: null,
	target: null,
	obstacle: null,
	task: null,
	works: null,
	photo: (index, record) => {
		const file = valueOf(record, 'photo', 'file');
		if (file) index.photos.set(photoKey(file.of), photosOf(index, file.of) + 1);
	},
	survey: null,
	briefing: ({ briefings }, record) => {
		const meeting = valueOf(record, 'briefing', 'meeting');
		if (meeting) briefings.set(record.id, meeting);
	},
	statement: null,
	decision: null,
	document: null,
	conflict: null
};

const photoKey = ({ kind, id }: { kind: string; id: string }) => `${kind}/${id}`;

export const photosOf = (index: Pick<TimelineIndex, 'photos'>, of: { kind: string; id: string }): number =>
	index.photos.get(photoKey(of)) ?? 0;

function push<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
	const list = lists.get(key);
	if (list) list.push(item);
	else lists.set(key, [item]);
}
