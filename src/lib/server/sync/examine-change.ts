import { denialOf } from '#lib/domain/access/access.ts';
import type { Officer } from '#lib/domain/access/role.ts';
import type { Change, SyncRecord } from '#lib/domain/changes/change.ts';
import { findCriterion, findIndicator, type CriteriaSet } from '#lib/domain/criteria/criteria-set.ts';
import { criteriaNamedBy } from '#lib/domain/records/criteria-named.ts';
import { isUuid } from '#lib/domain/ids.ts';
import { isForGood, kindOf, valueOf } from '#lib/domain/records/kinds.ts';
import { schemaOf } from '#lib/domain/records/schemas.ts';
import { wholesOf } from '#lib/domain/records/wholes.ts';
import { authorJudged, breaksVerdict } from './examine-verdict.ts';
import { refusal, type Objection } from './objection.ts';
import type { PushReference } from './server-store.ts';
import { partsOfVisit, type UnitLog } from './unit-log.ts';

type Examiner = Pick<PushReference, 'criteriaSets' | 'isOffice'> & { officer: Officer };

/** Why a change is not taken; undefined when it can be. The caller has already waited for its `prev`. */
export async function examineChange(
	log: UnitLog,
	change: Change,
	record: SyncRecord | undefined,
	examiner: Examiner
): Promise<Objection | undefined> {
	const kind = kindOf(change.kind);
	if (change.v > 1 || !kind) return { r: 'hold', code: 'newer' };

	const names = Object.keys(change.set);
	if (names.length === 0) return refusal('invalid', 'the change sets no register');
	if (names.some((name) => !schemaOf(change.kind, name))) return { r: 'hold', code: 'newer' };

	const wholes: SyncRecord[] = [];
	for (const { kind, id } of wholesOf(change, record)) {
		const whole = await log.record(kind, id);
		if (whole) wholes.push(whole);
	}
	return (
		(await exceedsAccess(log, change, { record, wholes, ...examiner })) ??
		misformed(log, change) ??
		namesUnknownCriterion(change, examiner.criteriaSets) ??
		rewrites(change, record) ??
		(await breaksVerdict(log, change, record, wholes))
	);
}

async function exceedsAccess(
	log: UnitLog,
	change: Change,
	{ officer, record, wholes, isOffice }: Examiner & { record: SyncRecord | undefined; wholes: readonly SyncRecord[] }
): Promise<Objection | undefined> {
	const { kind, recordId, set, again } = change;
	const judgedBy = await authorJudged(log, change);
	const parts =
		kind === 'visit' && 'life' in set
			? [...(await partsOfVisit(log, recordId, 'finding')), ...(await partsOfVisit(log, recordId, 'remark'))]
			: [];

	for (const register of Object.keys(set)) {
		const write = { unit: log.unit, kind, register, record, wholes, parts, set, judgedBy, isOffice };
		const denial = denialOf(officer, write);
		if (denial === 'role') return refusal('forbidden', `${officer.role} may not write ${kind}.${register} here`);
		// A change that was accepted before a restore was accepted before the office wrote.
		if (denial && !again) return refusal(denial, `the office wrote, or is asked, what ${kind}.${register} says`);
	}
	return undefined;
}

/** Registers that nobody may write a second time. */
function rewrites({ kind, set, again }: Change, record: SyncRecord | undefined): Objection | undefined {
	const twice = Object.keys(set).find((register) => record?.registers[register] && isForGood(kind, register));
	if (twice !== undefined) return refusal('invalid', `${kind}.${twice} is written once`);

	const asked = valueOf(record, 'obstacle', 'statement')?.asks;
	const isTurned = asked !== undefined && set['statement'] && set['statement'].value!['asks'] !== asked;
	return isTurned && !again
		? refusal('turned', `it asks the ${asked}; it may be voided, and another one asked`)
		: undefined;
}

function misformed(log: UnitLog, change: Change): Objection | undefined {
	const kind = kindOf(change.kind)!;
	if (kind.scope !== 'any' && kind.scope !== log.unit.level) {
		return refusal('invalid', `a ${change.kind} does not belong to a ${log.unit.level}`);
	}
	const formed = kind.id === 'uuid' ? isUuid(change.recordId) : kind.id(change.recordId);
	if (!formed) return refusal('invalid', `${change.recordId} is not the id of a ${change.kind}`);

	for (const [register, { value }] of Object.entries(change.set)) {
		const parsed = schemaOf(change.kind, register)!.safeParse(value);
		if (!parsed.success) {
			const { path, message } = parsed.error.issues[0]!;
			return refusal('invalid', `${[change.kind, register, ...path].join('.')}: ${message}`);
		}
	}
	return undefined;
}

function namesUnknownCriterion(change: Change, sets: readonly CriteriaSet[]): Objection | undefined {
	for (const { setId, criterion, indicator } of criteriaNamedBy(change)) {
		const set = sets.find(({ id }) => id === setId);
		if (!set) return { r: 'hold', code: 'newer' };
		const known = indicator === undefined ? findCriterion(set, criterion) : findIndicator(set, indicator);
		if (!known) return refusal('invalid', `${setId} has no ${indicator ?? criterion}`);
	}
	return undefined;
}
