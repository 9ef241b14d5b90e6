import { randomBytes } from 'node:crypto';
import { CompiledQuery, type Kysely } from 'kysely';
import { unitsInScope } from '#lib/domain/access/access.ts';
import type { Officer } from '#lib/domain/access/role.ts';
import type { Change, SyncRecord } from '#lib/domain/changes/change.ts';
import { changeFrame, PROTOCOL, type PushAnswer, type PushRequest, type Receipt } from '#lib/domain/changes/push.ts';
import { sameValue } from '#lib/domain/changes/same-value.ts';
import { dateOfInstant } from '#lib/domain/dates.ts';
import { makeUuid } from '#lib/domain/ids.ts';
import { readEpoch, type ServerDatabase } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { readCriteriaSets } from '../reference/criteria-sets.ts';
import { readUnitRows, rowToUnit } from '../reference/units.ts';
import { ok, refuse, type Result } from '#lib/domain/result.ts';
import { acceptChange, type Acceptance } from './accept-change.ts';
import { DatabaseLog } from './database-log.ts';
import { rememberDevice } from './devices.ts';
import type { UnitLog } from './unit-log.ts';

export interface PushContext {
	database: ServerDatabase;
	now(): number;
	/** In a demo, the day that counts as today. */
	config?: { today?: string | undefined };
	live?: { announce(unitId: string, seq: number): void };
	log?: { error(details: object, message: string): void };
}

export type PushRefusal =
	| { kind: 'other-person' }
	| { kind: 'other-epoch'; epoch: string; now: number }
	| { kind: 'protocol'; spoken: number };

interface Batch {
	request: PushRequest;
	acceptance: Acceptance;
	context: PushContext;
}

/** Takes a batch of changes. Assumes the body passed `pushRequest` and its limits; every change gets one receipt, in order. */
export async function acceptPush(
	context: PushContext,
	officer: Officer,
	request: PushRequest,
	receivedAtMs: number = context.now()
): Promise<Result<PushAnswer, PushRefusal>> {
	const { database } = context;
	if (request.protocol > PROTOCOL || request.protocol < 1) return refuse({ kind: 'protocol', spoken: PROTOCOL });
	if (request.person !== officer.id) return refuse({ kind: 'other-person' });
	const epoch = await readEpoch(database);
	if (request.epoch !== null && request.epoch !== epoch) return refuse({ kind: 'other-epoch', epoch, now: receivedAtMs });

	const acceptance: Acceptance = {
		officer,
		criteriaSets: await readCriteriaSets(database),
		today: context.config?.today ?? dateOfInstant(receivedAtMs),
		receivedAtMs,
		requestNowMs: request.now,
		makeId: () => makeUuid(context.now(), randomBytes(10))
	};
	const batch = { request, acceptance, context };
	const { receipts, changes, records } = await acceptByUnit(batch);

	await rememberDevice(database, {
		id: request.device,
		personId: officer.id,
		app: request.app ?? '',
		seenAtMs: receivedAtMs,
		offsetMs: receivedAtMs - request.now
	});
	const cloned = await isCloned(database, changes, receipts);
	return ok({ now: context.now(), epoch, ...(cloned && { device: 'renew' as const }), receipts, records });
}

async function acceptByUnit(batch: Batch): Promise<{ receipts: Receipt[]; changes: Change[]; records: SyncRecord[] }> {
	const { request, acceptance, context } = batch;
	const parsed = request.changes.map((raw) => changeFrame.safeParse(raw));
	const receipts = new Map<number, Receipt>();
	const byUnit = new Map<string, { at: number; change: Change }[]>();

	parsed.forEach((frame, at) => {
		if (!frame.success) return void receipts.set(at, malformed(request.changes[at], frame.error.issues[0]!));
		const change = frame.data as Change;
		byUnit.set(change.unitId, [...(byUnit.get(change.unitId) ?? []), { at, change }]);
	});

	const units = (await readUnitRows(context.database.read)).map(rowToUnit);
	const readable = new Set(unitsInScope(acceptance.officer, units).map(({ id }) => id));
	const records: SyncRecord[] = [];
	for (const [unitId, entries] of byUnit) {
		const changes = entries.map(({ change }) => change);
		const answered = readable.has(unitId)
			? await acceptInUnit(batch, unitId, changes)
			: { receipts: await receiptsOutOfScope(batch, changes), records: [] };
		entries.forEach(({ at }, index) => receipts.set(at, answered.receipts[index]!));
		records.push(...answered.records);
	}

	return {
		receipts: request.changes.map((_, at) => receipts.get(at)!),
		changes: parsed.flatMap((frame) => (frame.success ? [frame.data as Change] : [])),
		records
	};
}

function malformed(raw: unknown, { path, message }: { path: PropertyKey[]; message: string }): Receipt {
	const id = typeof raw === 'object' && raw !== null && 'id' in raw ? String(raw.id) : '';
	return { id, r: 'refused', code: 'invalid', message: `${path.map(String).join('.') || 'change'}: ${message}` };
}

/** The person has lost the unit, or never had it: what was answered before is answered again, the rest is forbidden. */
async function receiptsOutOfScope({ acceptance, context }: Batch, changes: readonly Change[]): Promise<Receipt[]> {
	const known = await context.database.read
		.selectFrom('change')
		.select(['id', 'unit_id', 'receipt'])
		.where('person_id', '=', acceptance.officer.id)
		.where('id', 'in', changes.map(({ id }) => id))
		.execute();

	return changes.map((change) => {
		const row = known.find(({ id, unit_id }) => id === change.id && unit_id === change.unitId);
		return row
			? (JSON.parse(row.receipt) as Receipt)
			: { id: change.id, r: 'refused', code: 'forbidden', message: 'the unit is not among those of this person' };
	});
}

/** One transaction: lock the unit's row, take its changes in order, store. When the database will not store them together,
 *  each is stored behind a savepoint of its own, so that the others do not suffer from the one. */
async function acceptInUnit(
	batch: Batch,
	unitId: string,
	changes: readonly Change[]
): Promise<{ receipts: Receipt[]; records: SyncRecord[] }> {
	try {
		return await inUnit(batch, unitId, (trx) => acceptTogether(batch, trx, changes));
	} catch (error) {
		batch.context.log?.error({ err: error, unitId }, 'a batch could not be stored; its changes are taken one by one');
		return inUnit(batch, unitId, (trx) => acceptOneByOne(batch, trx, changes));
	}
}

interface LockedUnit {
	open(): Promise<DatabaseLog>;
	trx: Kysely<Schema>;
}

async function inUnit<T>({ context, acceptance }: Batch, unitId: string, work: (unit: LockedUnit) => Promise<T>): Promise<T> {
	const { database } = context;
	const received = {
		at: new Date(acceptance.receivedAtMs).toISOString(),
		offsetMs: Math.round(acceptance.receivedAtMs - acceptance.requestNowMs)
	};
	let head = 0;
	let before = 0;

	const result = await database.write.transaction().execute(async (trx) => {
		const unit: LockedUnit = {
			trx,
			async open() {
				const query = trx.selectFrom('unit').selectAll().where('id', '=', unitId);
				const row = await (database.kind === 'postgres' ? query.forUpdate() : query).executeTakeFirstOrThrow();
				return new DatabaseLog(trx, row, received);
			}
		};
		before = (await unit.open()).head;
		const answer = await work(unit);
		head = (await unit.open()).head;
		return answer;
	});
	if (head > before) context.live?.announce(unitId, head);
	return result;
}

async function acceptTogether(batch: Batch, unit: LockedUnit, changes: readonly Change[]) {
	const log = await unit.open();
	await log.preload(changes);
	const receipts = await acceptInOrder(batch, log, changes);
	await log.store();

	return { receipts, records: await recordsToSend(log, changes, receipts) };
}

async function acceptOneByOne(batch: Batch, unit: LockedUnit, changes: readonly Change[]) {
	const receipts: Receipt[] = [];
	const records: SyncRecord[] = [];
	const waiting = new Waiting();

	for (const change of changes) {
		const savepoint = `change_${receipts.length}`;
		await unit.trx.executeQuery(CompiledQuery.raw(`savepoint ${savepoint}`));
		try {
			const log = await unit.open();
			const receipt = await acceptOrWait(batch, log, change, waiting);
			await log.store();
			await unit.trx.executeQuery(CompiledQuery.raw(`release savepoint ${savepoint}`));
			receipts.push(receipt);
			records.push(...(await recordsToSend(log, [change], [receipt])));
		} catch (error) {
			await unit.trx.executeQuery(CompiledQuery.raw(`rollback to savepoint ${savepoint}`));
			receipts.push(waiting.put(change, serverError(batch, change, error)));
		}
	}
	return { receipts, records };
}

async function acceptInOrder(batch: Batch, log: UnitLog, changes: readonly Change[]): Promise<Receipt[]> {
	const receipts: Receipt[] = [];
	const waiting = new Waiting();
	for (const change of changes) receipts.push(await acceptOrWait(batch, log, change, waiting));

	return receipts;
}

/** Records of which a change from a device was put off: the later ones of the same device wait for it. */
class Waiting {
	readonly #records = new Set<string>();

	has = (change: Change) => this.#records.has(keyOf(change));

	put(change: Change, receipt: Receipt): Receipt {
		if (receipt.r === 'hold') this.#records.add(keyOf(change));
		return receipt;
	}
}

const keyOf = ({ device, kind, recordId }: Change) => `${device}/${kind}/${recordId}`;

async function acceptOrWait(batch: Batch, log: UnitLog, change: Change, waiting: Waiting): Promise<Receipt> {
	const known = await log.logged(change.id);
	if (known) return isSameBody(known.change, change) ? known.receipt : reusedId(change);
	if (waiting.has(change)) return { id: change.id, r: 'hold', code: 'waiting' };

	try {
		return waiting.put(change, await acceptChange(log, change, batch.acceptance));
	} catch (error) {
		return waiting.put(change, serverError(batch, change, error));
	}
}

function serverError({ context }: Batch, change: Change, error: unknown): Receipt {
	context.log?.error({ err: error, change: change.id, kind: change.kind, unitId: change.unitId }, 'a change made the server fail');
	return { id: change.id, r: 'hold', code: 'server-error' };
}

/** What is sent again after a restore carries its stamp beside the same body. */
const isSameBody = ({ again: _, ...known }: Change, { again: __, ...sent }: Change) => sameValue(known, sent);

const reusedId = ({ id }: Change): Receipt => ({
	id,
	r: 'refused',
	code: 'id-reuse',
	message: 'this id belongs to another change'
});

/** Of the records touched, those that are not simply what was sent. */
async function recordsToSend(log: UnitLog, changes: readonly Change[], receipts: readonly Receipt[]): Promise<SyncRecord[]> {
	const records = new Map<string, SyncRecord>();

	for (const [index, { kind, recordId, id, set }] of changes.entries()) {
		const record = await log.record(kind, recordId);
		const asSent = Object.keys(set).every(
			(name) => record?.registers[name]?.change === id && !record.registers[name].flags
		);
		if (record && !(asSent && receipts[index]?.r === 'ok')) records.set(`${kind}/${recordId}`, record);
	}
	return [...records.values()];
}

async function isCloned(database: ServerDatabase, changes: readonly Change[], receipts: readonly Receipt[]): Promise<boolean> {
	if (!receipts.some(({ r }) => r === 'ok')) return false;
	const rows = await database.read
		.selectFrom('change')
		.select(['device', 'n', 'id'])
		.where('device', 'in', [...new Set(changes.map(({ device }) => device))])
		.where('n', 'in', [...new Set(changes.map(({ n }) => n))])
		.execute();
	const ids = new Set(changes.map(({ id }) => id));

	return changes.some(({ device, n, id }) =>
		rows.some((row) => row.device === device && row.n === n && row.id !== id && !ids.has(row.id))
	);
}
