import { unitsInScope } from '#lib/domain/access/access.ts';
import { bodyOf, type Change, type SyncRecord } from '#lib/domain/changes/change.ts';
import { readChange, type PushRequest, type Receipt, type Refused } from '#lib/domain/changes/push.ts';
import { sameValue } from '#lib/domain/changes/same-value.ts';
import { isUuid } from '#lib/domain/ids.ts';
import { DatabaseUnavailable } from '../unavailable.ts';
import { acceptChange, type Acceptance } from './accept-change.ts';
import type { PushGround } from './push-ground.ts';
import { asProven, sealed } from './sent-again.ts';
import type { LockedUnit } from './server-store.ts';
import type { UnitLog } from './unit-log.ts';

export interface Accepted {
	/** One for each change sent, in the order sent. */
	receipts: Receipt[];
	/** The sent changes that have the shape of a change and a device of this person. */
	changes: Change[];
	/** The touched records whose state is not plainly what was sent. */
	records: SyncRecord[];
	/** Whether the device that sent the batch belongs to somebody else. */
	isDeviceForeign: boolean;
}

export async function acceptBatch(
	ground: PushGround,
	acceptance: Acceptance,
	{ device, changes: raw }: Pick<PushRequest, 'device' | 'changes'>
): Promise<Accepted> {
	const reads = raw.map(readChange);
	const devices = [device, ...reads.flatMap((read) => (read.ok ? read.value.device : []))];
	const by = { personId: acceptance.officer.id, seenAtMs: acceptance.receivedAtMs };
	const foreign = await ground.store.foreignDevices(by, devices);

	const receipts = new Map<number, Receipt>();
	const flawed = new Map<number, Refused>();
	const byUnit = new Map<string, { at: number; change: Change }[]>();
	for (const [at, read] of reads.entries()) {
		const id = idOf(raw[at]);
		if (!read.ok) flawed.set(at, { id, r: 'refused', code: 'invalid', message: read.refusal });
		else if (foreign.has(read.value.device)) flawed.set(at, { ...reusedId({ id }), message: DEVICE_OF_ANOTHER });
		else {
			const change = asProven(ground.seal, read.value, acceptance);
			byUnit.set(change.unitId, [...(byUnit.get(change.unitId) ?? []), { at, change }]);
		}
	}
	for (const [at, receipt] of await firstReceipts(ground, acceptance, flawed)) receipts.set(at, receipt);

	const readable = new Set(unitsInScope(acceptance.officer, acceptance.units).map(({ id }) => id));
	const units = [...byUnit].map(([unitId, entries]) => async () => {
		const changes = entries.map(({ change }) => change);
		const answered = readable.has(unitId)
			? await acceptInUnit(ground, acceptance, unitId, changes)
			: { receipts: await receiptsOutOfScope(ground, acceptance, changes), records: [] };
		entries.forEach(({ at }, index) => receipts.set(at, answered.receipts[index]!));
		return answered.records;
	});
	const records = (await ground.store.together(units)).flat();
	const inOrder = raw.map((_, at) => receipts.get(at)!);
	noteRefused(ground, acceptance, reads, inOrder);

	return {
		receipts: inOrder,
		changes: [...byUnit.values()].flat().map(({ change }) => change),
		records,
		isDeviceForeign: foreign.has(device)
	};
}

/** Characters. A message repeats what the device sent, which can be as long as a request. */
const MOST_OF_A_MESSAGE = 300;

/** The author sees the id of a refused change on the screen. With this id the administrator finds the reason in the log. */
function noteRefused(
	{ log }: PushGround,
	{ officer }: Acceptance,
	reads: readonly ReturnType<typeof readChange>[],
	receipts: readonly Receipt[]
): void {
	for (const [at, receipt] of receipts.entries()) {
		if (receipt.r !== 'refused') continue;
		const read = reads[at]!;
		const about = read.ok ? { unit: read.value.unitId, kind: read.value.kind } : {};
		const { id, code, message } = receipt;
		const change = isUuid(id) ? id : null;
		log?.info(
			{ change, person: officer.id, ...about, code, reason: message.slice(0, MOST_OF_A_MESSAGE) },
			'a change was refused'
		);
	}
}

const DEVICE_OF_ANOTHER = 'the change bears a device id that is not this person’s';

function idOf(raw: unknown): string {
	const { id } = (typeof raw === 'object' && raw !== null ? raw : {}) as { id?: unknown };
	return typeof id === 'string' ? id : '';
}

/** An earlier version of the server checked less. A change that it accepted stays accepted: if its receipt did not arrive,
 *  the device gets that first receipt now. */
async function firstReceipts(
	{ store }: PushGround,
	{ officer }: Acceptance,
	flawed: ReadonlyMap<number, Refused>
): Promise<[number, Receipt][]> {
	const ids = [...flawed.values()].map(({ id }) => id).filter(isUuid);
	const known = ids.length === 0 ? [] : await store.receiptsOf(officer, ids);

	return [...flawed].map(([at, refused]) => [at, known.find(({ id }) => id === refused.id)?.receipt ?? refused]);
}

/** The unit is not, or no longer, the person's. A change that has a receipt gets it again; any other is forbidden. */
async function receiptsOutOfScope(
	{ store }: PushGround,
	{ officer }: Acceptance,
	changes: readonly Change[]
): Promise<Receipt[]> {
	const known = await store.receiptsOf(
		officer,
		changes.map(({ id }) => id)
	);

	return changes.map(
		(change) =>
			known.find(({ id, unitId }) => id === change.id && unitId === change.unitId)?.receipt ?? {
				id: change.id,
				r: 'refused',
				code: 'forbidden',
				message: 'the unit is not among those of this person'
			}
	);
}

/** One transaction. If the database cannot store the changes together, each is stored on its own: one bad change must not
 *  stop the others. */
async function acceptInUnit(
	ground: PushGround,
	acceptance: Acceptance,
	unitId: string,
	changes: readonly Change[]
): Promise<Pick<Accepted, 'receipts' | 'records'>> {
	const received = {
		at: new Date(acceptance.receivedAtMs).toISOString(),
		offsetMs: Math.round(acceptance.receivedAtMs - acceptance.requestNowMs)
	};
	let newHead: number | undefined;

	const accepted = await ground.store.inUnit(unitId, received, async (unit) => {
		const before = unit.head();
		const answer = await acceptTogether(ground, acceptance, unit, changes).catch((error: unknown) => {
			if (error instanceof DatabaseUnavailable) throw error;
			ground.log?.error({ err: error, unitId }, 'a batch could not be stored; its changes are taken one by one');
			return acceptOneByOne(ground, acceptance, unit, changes);
		});
		if (unit.head() > before) newHead = unit.head();
		return answer;
	});
	if (newHead !== undefined) ground.live?.announce(unitId, newHead);
	return accepted;
}

const acceptTogether = (ground: PushGround, acceptance: Acceptance, unit: LockedUnit, changes: readonly Change[]) =>
	unit.attempt(changes, async (log) => {
		const waiting = new Waiting();
		const receipts: Receipt[] = [];
		for (const change of changes) receipts.push(await acceptOrWait(ground, acceptance, log, change, waiting));

		return { receipts, records: await recordsToSend(log, changes, receipts) };
	});

async function acceptOneByOne(
	ground: PushGround,
	acceptance: Acceptance,
	unit: LockedUnit,
	changes: readonly Change[]
): Promise<Pick<Accepted, 'receipts' | 'records'>> {
	const waiting = new Waiting();
	const receipts: Receipt[] = [];
	const records: SyncRecord[] = [];

	for (const change of changes) {
		try {
			const one = await unit.attempt([change], async (log) => {
				const receipt = await acceptOrWait(ground, acceptance, log, change, waiting);
				return { receipt, records: await recordsToSend(log, [change], [receipt]) };
			});
			receipts.push(one.receipt);
			records.push(...one.records);
		} catch (error) {
			receipts.push(waiting.put(change, serverError(ground, change, error)));
		}
	}
	return { receipts, records };
}

/** Records with a change that was put off. Later changes of the same record from the same device wait for that change. */
class Waiting {
	readonly #records = new Set<string>();

	has = (change: Change) => this.#records.has(keyOf(change));

	put(change: Change, receipt: Receipt): Receipt {
		if (receipt.r === 'hold') this.#records.add(keyOf(change));
		return receipt;
	}
}

const keyOf = ({ device, kind, recordId }: Change) => `${device}/${kind}/${recordId}`;

async function acceptOrWait(
	ground: PushGround,
	acceptance: Acceptance,
	log: UnitLog,
	change: Change,
	waiting: Waiting
): Promise<Receipt> {
	const { seal } = ground;
	const { epoch, officer } = acceptance;
	const known = await log.logged(change.id);
	if (known) return isSameBody(known.change, change) ? sealed(seal, epoch, known) : reusedId(change);
	if (waiting.has(change)) return { id: change.id, r: 'hold', code: 'waiting' };

	try {
		const receipt = await acceptChange(log, change, acceptance);
		return waiting.put(change, sealed(seal, epoch, { change, personId: officer.id, receipt }));
	} catch (error) {
		return waiting.put(change, serverError(ground, change, error));
	}
}

function serverError({ log }: PushGround, { id, kind, unitId }: Change, error: unknown): Receipt {
	// The change is not the cause. The request as a whole is answered with 503.
	if (error instanceof DatabaseUnavailable) throw error;
	log?.error({ err: error, change: id, kind, unitId }, 'a change made the server fail');
	return { id, r: 'hold', code: 'server-error' };
}

const isSameBody = (known: Change, sent: Change) => sameValue(bodyOf(known), bodyOf(sent));

const reusedId = ({ id }: Pick<Change, 'id'>): Refused => ({
	id,
	r: 'refused',
	code: 'id-reuse',
	message: 'this id belongs to another change'
});

async function recordsToSend(
	log: UnitLog,
	changes: readonly Change[],
	receipts: readonly Receipt[]
): Promise<SyncRecord[]> {
	const records = new Map<string, SyncRecord>();

	for (const [index, { kind, recordId, id, set }] of changes.entries()) {
		const record = await log.record(kind, recordId);
		const asSent = Object.keys(set).every(
			(name) => record?.registers[name]?.change === id && !record.registers[name].flags
		);
		if (record && !(asSent && receipts[index]!.r === 'ok')) records.set(`${kind}/${recordId}`, record);
	}
	return [...records.values()];
}
