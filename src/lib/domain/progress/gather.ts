import type { Register, SyncRecord } from '../changes/change.ts';
import { criterionInSet } from '../criteria/criterion-ref.ts';
import { BARE_SET, criterionOfIndicator } from '../criteria/criteria-set.ts';
import type { TradeDate } from '../dates.ts';
import type { Measurement } from '../records/check/schema.ts';
import { COMMON_DOSSIER_ID } from '../records/record-ids.ts';
import { byKind, isVoided, valueOf, type KindName, type Value } from '../records/kinds.ts';
import { readLetters } from '../records/letter/read.ts';
import { villagesOut } from '../records/profile/villages.ts';
import { ownDate } from '../records/own-date.ts';
import { keepReview, type StandingReviews } from '../records/review/read.ts';
import { presentVerdicts, type Verdicts } from './verdicts.ts';

/** A check of the commune as a whole, with the register that gives its value. */
export interface CheckValue {
	checkId: string;
	measurement: Measurement;
	register: Register;
}

export interface DossierRecorded {
	state?: 'not_started' | 'preparing' | 'complete' | undefined;
	expectedOn?: TradeDate | undefined;
}

/** What a commune's records say, sorted by what the rules ask for. */
export interface Gathered {
	/** Per indicator: the latest check of all, the office's latest and the commune's latest. */
	latest: Map<string, CheckValue>;
	byOffice: Map<string, CheckValue>;
	byCommune: Map<string, CheckValue>;
	reviews: StandingReviews;
	/** Per indicator: the latest check whose value the office has verified. */
	verified: Map<string, CheckValue>;
	/** Criteria with a check, be it of one village only. */
	checked: Set<number>;
	dossiers: Map<number, DossierRecorded>;
	common: DossierRecorded;
	papers: Map<number, { done: number; total: number }>;
	tally: { dossiers?: Value<'tally', 'dossiers'>; departments?: Value<'tally', 'departments'> };
	appraisals: Map<string, SyncRecord>;
	verdicts: Verdicts;
	registration: Value<'target', 'registration'> | undefined;
	/** Open obstacles per criterion; those of the commune as a whole under null. */
	obstacles: Map<number | null, number>;
	lastRecordedOn: TradeDate | null;
}

export interface Gathering {
	set: string;
	today: TradeDate;
	isOffice: (person: string) => boolean;
}

/** One pass over a commune's records. What is voided says nothing. */
export function gather(records: Iterable<SyncRecord>, gathering: Gathering): Gathered {
	const gathered: Gathered = {
		latest: new Map(),
		byOffice: new Map(),
		byCommune: new Map(),
		reviews: new Map(),
		verified: new Map(),
		checked: new Set(),
		dossiers: new Map(),
		common: {},
		papers: new Map(),
		tally: {},
		appraisals: new Map(),
		verdicts: new Map(),
		registration: undefined,
		obstacles: new Map(),
		lastRecordedOn: null
	};

	const checks: Checks = [];
	const all = [...records];
	const villagesOff = new Set(villagesOut(all).map(({ id }) => id));

	for (const record of all) {
		if (isVoided(record)) continue;
		byKind(TAKES, record.kind)?.(gathered, record, { ...gathering, villagesOff }, checks);
		for (const name in record.registers) {
			const on = ownDate(record.registers[name]!.value);
			if (on && on <= gathering.today && on > (gathered.lastRecordedOn ?? '')) gathered.lastRecordedOn = on;
		}
	}
	// Only now are all reviews known.
	for (const [indicator, check] of checks) {
		if (gathered.reviews.get(check.register.change)?.verdict === 'verified')
			keepLatest(gathered.verified, indicator, check);
	}
	gathered.verdicts = presentVerdicts(readLetters(all), gathering.set);
	return gathered;
}

interface Taking extends Gathering {
	/** Villages that were taken out of the list: what was checked there counts for nothing. */
	villagesOff: ReadonlySet<string>;
}

type Checks = [indicator: string, check: CheckValue][];

type Take = (gathered: Gathered, record: SyncRecord, taking: Taking, checks: Checks) => void;

/** Null where a kind says nothing about how far a commune is. */
const TAKES: { [K in KindName]: Take | null } = {
	profile: null,
	check: takeCheck,
	review: ({ reviews }, record) => keepReview(reviews, record),
	visit: null,
	finding: null,
	remark: null,
	dossier: takeDossier,
	paper: takePaper,
	tally: takeTally,
	appraisal: ({ appraisals }, record) => void appraisals.set(record.id.slice('appraisal:'.length), record),
	/** Read together, since a later one goes before an earlier one. */
	letter: null,
	target: takeTarget,
	obstacle: takeObstacle,
	task: null,
	works: null,
	photo: null,
	survey: null,
	briefing: null,
	statement: null,
	decision: null,
	document: null,
	conflict: null
};

function takeCheck(gathered: Gathered, record: SyncRecord, taking: Taking, checks: Checks): void {
	const { set, isOffice, villagesOff } = taking;
	const subject = valueOf(record, 'check', 'subject');
	const measurement = valueOf(record, 'check', 'measurement');
	if (!subject || !measurement || (subject.set ?? BARE_SET) !== set) return;

	if (villagesOff.has(subject.village ?? '')) return;
	gathered.checked.add(criterionOfIndicator(subject.indicator));
	if (subject.village) return;

	const register = record.registers['measurement']!;
	const check = { checkId: record.id, measurement, register };
	checks.push([subject.indicator, check]);
	keepLatest(gathered.latest, subject.indicator, check);
	keepLatest(isOffice(register.by) ? gathered.byOffice : gathered.byCommune, subject.indicator, check);
}

function keepLatest(checks: Map<string, CheckValue>, indicator: string, check: CheckValue): void {
	const standing = checks.get(indicator);
	if (!standing || isLater(check, standing)) checks.set(indicator, check);
}

/** By the day of the check, then by when it was written; the id only makes the order total. */
function isLater(a: CheckValue, b: CheckValue): boolean {
	if (a.measurement.on !== b.measurement.on) return a.measurement.on > b.measurement.on;
	if (a.register.stamp !== b.register.stamp) return a.register.stamp > b.register.stamp;

	return a.checkId > b.checkId;
}

function takeDossier(gathered: Gathered, record: SyncRecord, { set }: Gathering): void {
	const recorded = {
		state: valueOf(record, 'dossier', 'state')?.state,
		expectedOn: valueOf(record, 'dossier', 'plan')?.expectedOn
	};
	if (record.id === COMMON_DOSSIER_ID) gathered.common = recorded;

	const criterion = criterionInSet(record.id.slice('dossier:'.length), set);
	if (criterion !== undefined) gathered.dossiers.set(criterion, recorded);
}

function takePaper(gathered: Gathered, record: SyncRecord, { set }: Gathering): void {
	const item = valueOf(record, 'paper', 'item');
	const criterion = item && criterionInSet(item.of, set);
	if (criterion === undefined) return;

	const papers = gathered.papers.get(criterion) ?? { done: 0, total: 0 };
	papers.total += 1;
	if (valueOf(record, 'paper', 'state')?.done === true) papers.done += 1;
	gathered.papers.set(criterion, papers);
}

function takeTally(gathered: Gathered, record: SyncRecord): void {
	gathered.tally = {
		dossiers: valueOf(record, 'tally', 'dossiers'),
		departments: valueOf(record, 'tally', 'departments')
	};
}

function takeTarget(gathered: Gathered, record: SyncRecord): void {
	gathered.registration = valueOf(record, 'target', 'registration');
}

function takeObstacle(gathered: Gathered, record: SyncRecord): void {
	const statement = valueOf(record, 'obstacle', 'statement');
	if (!statement || valueOf(record, 'obstacle', 'answer')?.state === 'resolved') return;

	const at = statement.criterion ?? null;
	gathered.obstacles.set(at, (gathered.obstacles.get(at) ?? 0) + 1);
}
