import { expect, test } from 'vitest';
import type { Change } from '#lib/domain/changes/change.ts';
import { MemoryStore } from '../../../../tests/support/memory-store.ts';
import type { OutboxRow } from '../store/device-store.ts';
import { keepAccepted, readUnderWay, renameUnderWay } from './under-way.ts';

const DOSSIER = { unitId: '15697', kind: 'dossier', recordId: 'dossier:6' };
const OTHER_COMMUNE = { ...DOSSIER, unitId: '15664' };

function made(order: number, id: string, key: typeof DOSSIER): OutboxRow {
	const change: Change = { id, v: 1, ...key, set: {}, hlc: '', device: 'phone001', n: order };
	return { order, id, ...key, change, state: 'new', savedAtMs: 0 };
}

test('a batch of which a part is unsent again keeps its place: its changes lie under those that were accepted later', async () => {
	const store = new MemoryStore();
	const accepted = (rows: OutboxRow[]) =>
		store.transact('relaxed', (tx) =>
			keepAccepted(
				tx,
				rows.map((row) => ({ row, receipt: { seq: row.order, stamp: '' } })),
				{ sentAtMs: 0, passed: () => 0 }
			)
		);
	await accepted([made(1, 'elsewhere', OTHER_COMMUNE), made(2, 'earlier', DOSSIER)]);
	await accepted([made(3, 'later', DOSSIER)]);

	const laidOver = await store.transact('relaxed', async (tx) => {
		const [batch] = await tx.sentBatches(['elsewhere']);
		const [, left] = batch!.changes;
		await tx.deleteSent(['elsewhere']);
		await tx.putSent({ ...batch!, id: left!.id, changes: [left!] });
		await renameUnderWay(tx, 'elsewhere', left!.id);
		return readUnderWay(tx, new Set([DOSSIER.unitId]));
	});

	expect([...laidOver.values()].map((changes) => changes.map(({ id }) => id))).toEqual([['earlier', 'later']]);
});
