import type { DeviceDatabase } from '../store/device-database.ts';
import type { Outcome } from '../lanes/lane.ts';
import { LaneRunner, type Timers } from '../lanes/lane-runner.ts';
import { readStatus, updateStatus } from '../store/sync-status.ts';
import { isHeldForWifi } from './wifi-only.ts';
import { PhotoLane } from './photo-lane.ts';
import type { PhotoRow } from './photo-database.ts';
import type { PhotoStore } from './photo-store.ts';
import { createPhotoTransport } from './photo-transport.ts';

interface Ground {
	photos: PhotoStore;
	db: DeviceDatabase;
}

interface PhotoRunning extends Ground {
	timers: Timers;
	chance(): number;
	onfailure(cause: unknown): void;
}

/** The third lane, wired to the browser. Its troubles are its own: records go on whatever becomes of it. */
export function runPhotoLane({ photos, db, ...running }: PhotoRunning): LaneRunner {
	const lane = makePhotoLane({ photos, db });
	return new LaneRunner({ step: () => lane.step(), onoutcome: tellTroubles(db), ...running });
}

/** Asks before every step what the person wishes. */
export function makePhotoLane({ photos, db }: Ground): Pick<PhotoLane, 'step'> {
	let isWifiOnly = false;
	const lane = new PhotoLane({
		photos,
		transport: createPhotoTransport(),
		recordOf: (row) => recordOf(db, row),
		maySend: () => !isHeldForWifi(isWifiOnly, connectionType())
	});

	return {
		async step() {
			isWifiOnly = await photos.isWifiOnly();
			return lane.step();
		}
	};
}

/** Told on the screens of every tab, and taken back when the server takes photos again. */
export function tellTroubles(db: DeviceDatabase): (outcome: Outcome) => Promise<void> {
	return async (outcome) => {
		const trouble = outcome.kind === 'later' ? outcome.trouble : undefined;
		const news = { isServerFull: trouble === 'server-full', arePhotosPutOff: trouble === 'server-busy' };
		const { isServerFull = false, arePhotosPutOff = false } = await readStatus(db);
		if (isServerFull !== news.isServerFull || arePhotosPutOff !== news.arePhotosPutOff)
			await updateStatus(db, news);
	};
}

/** Its first change may still be on its way: then the server would not know what the photo belongs to. */
export async function recordOf(db: DeviceDatabase, { unitId, id }: PhotoRow) {
	const record = await db.record.get([unitId, 'photo', id]);
	if (!record) return undefined;
	const unsent = await db.outbox.where('[unitId+kind+recordId]').equals([unitId, 'photo', id]).count();

	return { record, isSent: unsent === 0 };
}

type Connection = EventTarget & { type?: string };

/** What the browser knows of the network; only Chromium on phones does. */
export const connection = (): Connection | undefined => (navigator as { connection?: Connection }).connection;

export const connectionType = (): string | undefined => connection()?.type;
