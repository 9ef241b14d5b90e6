import type { DeviceDatabase } from '../store/device-database.ts';
import { LaneRunner, type Timers } from '../sync/lane-runner.ts';
import { isHeldForWifi, isOnWifiOnly } from './wifi-only.ts';
import { PhotoLane } from './photo-lane.ts';
import type { PhotoRow } from './photo-database.ts';
import type { PhotoStore } from './photo-store.ts';
import { createPhotoTransport } from './photo-transport.ts';

interface PhotoRunning {
	photos: PhotoStore;
	db: DeviceDatabase;
	timers: Timers;
	chance(): number;
	onfailure(cause: unknown): void;
}

/** The third lane, wired to the browser. Its troubles are its own: records go on whatever becomes of it. */
export function runPhotoLane({ photos, db, ...running }: PhotoRunning): LaneRunner {
	const lane = new PhotoLane({
		photos,
		transport: createPhotoTransport(),
		recordOf: (row) => recordOf(db, row),
		maySend: () => !isHeldForWifi(isOnWifiOnly(), connectionType())
	});
	return new LaneRunner({ step: () => lane.step(), onoutcome: () => undefined, ...running });
}

/** Its first change may still be on its way: then the server would not know what the photo belongs to. */
export async function recordOf(db: DeviceDatabase, { unitId, id }: PhotoRow) {
	const record = await db.record.get([unitId, 'photo', id]);
	if (!record) return undefined;
	const rows = await db.outbox.where('[unitId+kind+recordId]').equals([unitId, 'photo', id]).toArray();

	return { record, isSent: rows.every(({ state }) => state === 'acked') };
}

/** What the browser tells of the network; undefined where it does not. */
export const connectionType = (): string | undefined => connectionOf(navigator)?.type;

/** Only Chromium on phones has it. */
export const connectionOf = (browser: Navigator): Connection | undefined =>
	(browser as Navigator & { connection?: Connection }).connection;

type Connection = EventTarget & { type?: string };
