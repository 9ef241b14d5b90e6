import { Dexie, type DexieOptions, type Table } from 'dexie';
import { refuseNewer } from '../store/refuse-newer.ts';
import type { PhotoFile } from '#lib/domain/photos/photo-edits.ts';

/** One photo on this device. Whether it is waiting for its form, for its record or for the network is read from the records:
 *  kept here as well, the two could disagree. */
export interface PhotoRow {
	id: string;
	unitId: string;
	/** The form it was taken in; the form's draft names its photos too. */
	draftKey: string;
	caption: string;
	file: PhotoFile;
	thumb: ArrayBuffer;
	takenAtMs: number;
	/** 1 once `stored` has come down: only then may the copy go. */
	isStored: 0 | 1;
	/** 0 once the person has freed its room; the thumbnail stays. */
	hasCopy: 0 | 1;
	/** As far as the server has said. */
	sentBytes: number;
	isThumbSent: boolean;
	/** Why the server will not take it. */
	problem?: string;
}

interface PieceRow {
	photoId: string;
	index: number;
	bytes: ArrayBuffer;
}

/** Photos have a database of their own: however full or broken it is, records are saved and sent. */
export class PhotoDatabase extends Dexie {
	declare photo: Table<PhotoRow, string>;
	declare piece: Table<PieceRow, [string, number]>;
	/** What the person wishes of photos; here, where the worker that sends with the program closed finds it. */
	declare wish: Table<{ name: 'wifi-only' }, string>;

	constructor(personId: string, options: DexieOptions = {}) {
		super(`ve-dich-photos:${personId}`, { chromeTransactionDurability: 'strict', cache: 'disabled', ...options });
		this.version(1).stores({ photo: 'id, isStored', piece: '[photoId+index]' });
		this.version(2).stores({ wish: 'name' });
		refuseNewer(this);
	}
}
