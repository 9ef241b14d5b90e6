import type { SyncRecord } from '../changes/change.ts';
import { criterionInSet } from '../criteria/criterion-ref.ts';
import { BARE_SET } from '../criteria/criteria-set.ts';
import { daysBetween, type TradeDate } from '../dates.ts';
import { COMMON_DOSSIER_ID } from '../records/record-ids.ts';
import { isVoided, valueOf } from '../records/kinds.ts';
import { isWorksDone } from '../records/works/read.ts';

/** Something that is to be done by a day. */
export interface DueItem {
	kind: 'task' | 'dossier' | 'remark' | 'works';
	/** Id of the record. */
	id: string;
	unitId: string;
	criterion: number | 'common' | null;
	/** The words of whoever asked for it; a dossier has none. */
	text: string | null;
	/** Whom a task was given to: a person's id, or free words; of works who builds them. */
	assignee: string | null;
	/** A task done today stays among the others until the day is over, so that it can be taken back. */
	state: 'open' | 'done';
	dueOn: TradeDate;
	daysLeft: number;
	late: boolean;
}

export interface DueOf {
	today: TradeDate;
	set?: string;
}

/** Tasks, dossiers, remarks and works by the day they are due, so that the late ones come first. */
export function dueItems(records: Iterable<SyncRecord>, { today, set = BARE_SET }: DueOf): DueItem[] {
	const items: DueItem[] = [];
	for (const record of records) {
		const due = isVoided(record) ? undefined : dueOf(record, { today, set });
		if (!due) continue;

		const daysLeft = daysBetween(today, due.dueOn);
		const late = daysLeft < 0 && due.state === 'open';
		items.push({ id: record.id, unitId: record.unitId, ...due, daysLeft, late });
	}
	return items.sort((a, b) => compare(a.dueOn, b.dueOn) || compare(a.kind, b.kind) || compare(a.id, b.id));
}

type Due = Omit<DueItem, 'id' | 'unitId' | 'daysLeft' | 'late'>;

function dueOf(record: SyncRecord, of: Required<DueOf>): Due | undefined {
	if (record.kind === 'task') return dueTask(record, of);
	if (record.kind === 'dossier') return dueDossier(record, of);
	if (record.kind === 'remark') return dueRemark(record);
	if (record.kind === 'works') return dueWorks(record);
	return undefined;
}

function dueTask(record: SyncRecord, { today }: Required<DueOf>): Due | undefined {
	const assignment = valueOf(record, 'task', 'assignment');
	const progress = valueOf(record, 'task', 'progress');
	const isDone = progress?.state === 'done';
	if (!assignment || (isDone && progress.on !== today)) return undefined;

	const { title, criterion = null, assignee, dueOn } = assignment;
	return { kind: 'task', criterion, text: title, assignee, state: isDone ? 'done' : 'open', dueOn };
}

function dueDossier(record: SyncRecord, { set }: Required<DueOf>): Due | undefined {
	const criterion =
		record.id === COMMON_DOSSIER_ID ? 'common' : criterionInSet(record.id.slice('dossier:'.length), set);
	const dueOn = valueOf(record, 'dossier', 'plan')?.expectedOn;
	if (criterion === undefined || !dueOn || valueOf(record, 'dossier', 'state')?.state === 'complete')
		return undefined;

	return { kind: 'dossier', criterion, text: null, assignee: null, state: 'open', dueOn };
}

function dueRemark(record: SyncRecord): Due | undefined {
	const remark = valueOf(record, 'remark', 'text');
	if (!remark?.dueOn || valueOf(record, 'remark', 'answer')?.state === 'done') return undefined;

	const { criterion, text, dueOn } = remark;
	return { kind: 'remark', criterion, text, assignee: null, state: 'open', dueOn };
}

/** Works are due until they are done to the whole; a share that nobody has reported is not the whole. */
function dueWorks(record: SyncRecord): Due | undefined {
	const contract = valueOf(record, 'works', 'contract');
	if (!contract || isWorksDone(valueOf(record, 'works', 'progress'))) return undefined;

	const { name, criterion = null, contractor, dueOn } = contract;
	return { kind: 'works', criterion, text: name, assignee: contractor, state: 'open', dueOn };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export type DeadlineTone = 'late' | 'soon' | 'later';

const SOON_DAYS = 3;

export function deadlineTone(daysLeft: number): DeadlineTone {
	if (daysLeft < 0) return 'late';

	return daysLeft <= SOON_DAYS ? 'soon' : 'later';
}
