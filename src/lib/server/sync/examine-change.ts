import { mayWrite } from '#lib/domain/access/access.ts';
import type { Officer } from '#lib/domain/access/role.ts';
import type { Change, SyncRecord } from '#lib/domain/changes/change.ts';
import type { HoldCode, RefusalCode } from '#lib/domain/changes/push.ts';
import { findCriterion, findIndicator, type CriteriaSet } from '#lib/domain/criteria/criteria-set.ts';
import { criteriaNamedBy } from '#lib/domain/records/criteria-named.ts';
import { isUuid } from '#lib/domain/ids.ts';
import { kindOf } from '#lib/domain/records/kinds.ts';
import { schemaOf } from '#lib/domain/records/schemas.ts';
import { isLocked, judgedRegister } from '#lib/domain/records/locks.ts';
import { aboutRecord, type UnitLog } from './unit-log.ts';

type Objection = { r: 'refused'; code: RefusalCode; message: string } | { r: 'hold'; code: HoldCode };

const refused = (code: RefusalCode, message: string): Objection => ({ r: 'refused', code, message });
const put = (code: HoldCode): Objection => ({ r: 'hold', code });

/** Why a change is not taken; undefined when nothing speaks against it. Its prev is known here. */
export async function examineChange(
	log: UnitLog,
	change: Change,
	record: SyncRecord | undefined,
	{ officer, criteriaSets }: { officer: Officer; criteriaSets: readonly CriteriaSet[] }
): Promise<Objection | undefined> {
	const kind = kindOf(change.kind);
	if (change.v > 1 || !kind) return put('newer');

	const names = Object.keys(change.set);
	if (names.length === 0) return refused('invalid', 'the change sets no register');
	if (names.some((name) => !schemaOf(change.kind, name))) return put('newer');

	const judged = await judgedRecord(log, change);
	const judgedBy = judged?.registers[judgedRegister(judged.kind) ?? '']?.by;
	const foreign = names.find(
		(register) =>
			!mayWrite(officer, { unit: log.unit, kind: change.kind, register, record, set: change.set, judgedBy })
	);
	if (foreign !== undefined)
		return refused('forbidden', `${officer.role} may not write ${change.kind}.${foreign} here`);

	return (
		misformed(log, change) ??
		namesUnknownCriterion(change, criteriaSets) ??
		(await breaksReview(log, change, record, judged))
	);
}

function misformed(log: UnitLog, change: Change): Objection | undefined {
	const kind = kindOf(change.kind)!;
	if (kind.scope !== 'any' && kind.scope !== log.unit.level) {
		return refused('invalid', `a ${change.kind} does not belong to a ${log.unit.level}`);
	}
	const formed = kind.id === 'uuid' ? isUuid(change.recordId) : kind.id(change.recordId);
	if (!formed) return refused('invalid', `${change.recordId} is not the id of a ${change.kind}`);

	for (const [register, { value }] of Object.entries(change.set)) {
		const parsed = schemaOf(change.kind, register)!.safeParse(value);
		if (!parsed.success) {
			const { path, message } = parsed.error.issues[0]!;
			return refused('invalid', `${[change.kind, register, ...path].join('.')}: ${message}`);
		}
	}
	return undefined;
}

function namesUnknownCriterion(change: Change, sets: readonly CriteriaSet[]): Objection | undefined {
	for (const { setId, criterion, indicator } of criteriaNamedBy(change)) {
		const set = sets.find(({ id }) => id === setId);
		if (!set) return put('newer');
		const known = indicator === undefined ? findCriterion(set, criterion) : findIndicator(set, indicator);
		if (!known) return refused('invalid', `${setId} has no ${indicator ?? criterion}`);
	}
	return undefined;
}

/** The record that a review judges. */
async function judgedRecord(log: UnitLog, change: Change): Promise<SyncRecord | undefined> {
	const of =
		change.kind === 'review' ? (change.set['verdict']?.value?.['of'] as { kind?: string; id?: string }) : undefined;

	return typeof of?.kind === 'string' && typeof of.id === 'string' ? log.record(of.kind, of.id) : undefined;
}

async function breaksReview(
	log: UnitLog,
	change: Change,
	record: SyncRecord | undefined,
	judged: SyncRecord | undefined
): Promise<Objection | undefined> {
	if (change.kind === 'review') {
		if (record) return refused('invalid', 'a review is written once');
		if (!judged) return put('parent-unknown');

		const standing = judged.registers[judgedRegister(judged.kind) ?? '']?.change;
		return change.again || standing === change.set['verdict']?.value?.['judged']
			? undefined
			: refused('stale', 'the value has changed since it was judged');
	}
	if (!record || change.again || !judgedRegister(change.kind)) return undefined;

	const reviews = await log.recordsAbout(aboutRecord(change.kind, change.recordId), 'review');
	return isLocked(record, reviews, Object.keys(change.set))
		? refused('locked', 'the value is verified; it has to be reopened first')
		: undefined;
}
