import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { DeviceDatabase } from '../store/device-database.ts';
import { readStatus } from '../store/sync-status.ts';
import { tellTroubles } from './run-photo-lane.ts';

test('a person is told that the server takes no photos now, and why, until it takes some again', async () => {
	const db = new DeviceDatabase('run-photo-lane', { indexedDB: new IDBFactory(), IDBKeyRange });
	const tell = tellTroubles(db);
	const told = async () => {
		const { arePhotosPutOff, isServerFull } = await readStatus(db);
		return { arePhotosPutOff, isServerFull };
	};

	await tell({ kind: 'later', retryAfterMs: 60_000, trouble: 'server-busy' });
	expect(await told()).toEqual({ arePhotosPutOff: true, isServerFull: false });
	await tell({ kind: 'later', retryAfterMs: 60_000, trouble: 'server-full' });
	expect(await told()).toEqual({ arePhotosPutOff: false, isServerFull: true });
	await tell({ kind: 'went-on', done: 0 });
	expect(await told()).toEqual({ arePhotosPutOff: false, isServerFull: false });
	await tell({ kind: 'later', retryAfterMs: 60_000, trouble: 'server-busy' });
	await tell({ kind: 'idle' });
	expect(await told()).toEqual({ arePhotosPutOff: false, isServerFull: false });
});
