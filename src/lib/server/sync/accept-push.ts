import { randomBytes } from 'node:crypto';
import type { Officer } from '#lib/domain/access/role.ts';
import { PROTOCOL, type PushAnswer, type PushRequest } from '#lib/domain/changes/push.ts';
import { dateOfInstant } from '#lib/domain/dates.ts';
import { makeUuid } from '#lib/domain/ids.ts';
import { ok, refuse, type Result } from '#lib/domain/result.ts';
import type { Acceptance } from './accept-change.ts';
import { acceptBatch } from './accept-batch.ts';
import { lacksMarked } from './marks.ts';
import { noticeRestore } from './notice-restore.ts';
import type { PushContext, PushGround } from './push-ground.ts';
import { hasForgotten } from './sent-again.ts';
import { databaseStore } from './database-store.ts';

export type PushRefusal =
	| { kind: 'other-person' }
	| { kind: 'other-epoch'; epoch: string; now: number }
	| { kind: 'protocol'; spoken: number };

/** Takes a batch of changes. The caller has checked the body with `pushRequest` and its limits. Every change gets one receipt,
 *  in the order sent. */
export function acceptPush(
	{ database, ...context }: PushContext,
	officer: Officer,
	request: PushRequest,
	receivedAtMs: number = context.now()
): Promise<Result<PushAnswer, PushRefusal>> {
	const ground: PushGround = {
		...context,
		now: () => context.now(),
		store: databaseStore(database),
		random: randomBytes
	};

	return answerPush(ground, officer, request, receivedAtMs);
}

export async function answerPush(
	ground: PushGround,
	officer: Officer,
	request: PushRequest,
	receivedAtMs: number
): Promise<Result<PushAnswer, PushRefusal>> {
	const { store } = ground;
	if (request.protocol > PROTOCOL || request.protocol < 1) return refuse({ kind: 'protocol', spoken: PROTOCOL });
	if (request.person !== officer.id) return refuse({ kind: 'other-person' });
	const epoch = await store.epoch();
	if (request.epoch !== null && request.epoch !== epoch)
		return refuse({ kind: 'other-epoch', epoch, now: receivedAtMs });

	const marked = { epoch, changeAt: (unitId: string, seq: number) => store.changeAt(unitId, seq), seal: ground.seal };
	const known = request.epoch === epoch ? (request.marks ?? {}) : {};
	if ((await lacksMarked(marked, known)) || (await hasForgotten(ground, request.changes, { officer, epoch }))) {
		return refuse({ kind: 'other-epoch', epoch: await noticeRestore(ground, epoch), now: receivedAtMs });
	}

	const acceptance: Acceptance = {
		officer,
		...(await store.reference()),
		today: ground.config?.today ?? dateOfInstant(receivedAtMs),
		receivedAtMs,
		requestNowMs: request.now,
		epoch,
		hasMetServer: request.epoch !== null,
		makeId: () => makeUuid(ground.now(), ground.random(10))
	};
	const { receipts, changes, records, isDeviceForeign } = await acceptBatch(ground, acceptance, request);

	await store.rememberDevice({
		id: request.device,
		personId: officer.id,
		app: request.app ?? '',
		seenAtMs: receivedAtMs,
		offsetMs: receivedAtMs - request.now
	});
	const isCloned = receipts.some(({ r }) => r === 'ok') && (await store.isAnyNumberTaken(changes));
	const device = isCloned || isDeviceForeign ? { device: 'renew' as const } : {};
	return ok({ now: ground.now(), epoch, ...device, receipts, records });
}
