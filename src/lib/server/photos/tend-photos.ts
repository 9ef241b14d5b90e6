import { parseReading } from '#lib/domain/changes/clock.ts';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { readPhoto, type PhotoRead } from '#lib/domain/photos/photo-edits.ts';
import { readUnits } from '../reference/units.ts';
import { editByServer } from '../sync/edit-by-server.ts';
import { collectUnreferenced } from './collect-unreferenced.ts';
import { readPhotoRecord, recordsOfKind } from './photo-records.ts';
import { askForPhotos, endAnswered, type Absent } from './photo-tasks.ts';
import type { TendingGround } from './tending-ground.ts';

/** A phone that has been where there is network once a week has sent long before. */
const MISSING_AFTER_MS = 14 * 86_400_000;

export interface Tended {
	/** Complete without their record saying so. */
	found: number;
	/** Recorded long ago and not here. */
	missing: number;
	/** Said to be here, and not. */
	lost: number;
	/** Taken away, since no record names them. */
	collected: number;
	/** So many photos that are said to be here are not: more likely another folder or bucket than a loss. Nothing was told to
	 *  anybody in the field; an administrator has to say which it is. */
	isWrongPlace: boolean;
	/** Said to be here. */
	stored: number;
}

/** A disk loses a file, or some; a folder that is another one lacks most, and new photos come into it all the same. */
const FEW = 20;
const LARGE_SHARE = 0.1;

const isTooMuch = (lost: number, stored: number): boolean =>
	lost > stored / 2 || (lost > FEW && lost > stored * LARGE_SHARE);

interface Photo extends PhotoRead {
	record: SyncRecord;
}

/** Compares records with what lies here: says of the one what the other shows, asks for what is missing, takes away what nobody
 *  names. `isLossCertain`: an administrator says that the place is the right one. */
export async function tendPhotos(ground: TendingGround, { isLossCertain = false } = {}): Promise<Tended> {
	const { photos, log } = ground;
	// Before the records: what is begun meanwhile has its record already.
	const here = new Map<string, number | undefined>();
	for await (const { id, bytes } of photos.files.list()) here.set(id, bytes);
	const isHere = ({ id, file }: PhotoRead) => here.get(id) === file.bytes;

	const named = new Set<string>();
	const lost: Photo[] = [];
	const awaited: Photo[] = [];
	const tended: Tended = { found: 0, missing: 0, lost: 0, collected: 0, isWrongPlace: false, stored: 0 };
	const units = (await readUnits(ground.database.read)).map(({ id }) => id);
	for (const unitId of units) {
		const records = await recordsOfKind(ground, unitId, 'photo');
		for (const { id } of records) named.add(id);
		for (const photo of records.flatMap((record) => photoOf(record) ?? [])) {
			if (!photo.isStored) awaited.push(photo);
			else tended.stored += 1;
			// What has come since the list was made is not lost.
			if (photo.isStored && !isHere(photo) && !(await isWhole(ground, photo))) lost.push(photo);
		}
	}

	if (isTooMuch(lost.length, tended.stored) && !isLossCertain) {
		log.error(
			{ lost: lost.length, stored: tended.stored },
			'many photos do not lie where they should: is it the right folder or bucket? If they are lost: npm run admin -- photos --lost'
		);
		return { ...tended, lost: lost.length, isWrongPlace: true };
	}

	const missing: Photo[] = [];
	for (const photo of awaited) {
		if (isHere(photo) && (await settle(ground, photo))) tended.found += 1;
		else if (sinceMs(photo) + MISSING_AFTER_MS <= ground.now()) missing.push(photo);
	}
	tended.missing = missing.length;
	await askForPhotos(ground, 'missing', missing.map(absentOf));
	for (const photo of lost) await takeBack(ground, photo);
	await askForPhotos(ground, 'lost', lost.map(absentOf));
	for (const unitId of units) await endAnswered(ground, unitId);
	tended.lost = lost.length;
	tended.collected = await collectUnreferenced(ground, { here: [...here.keys()], named });
	if (tended.found + tended.lost + tended.collected > 0)
		log.warn(tended, 'photos and their records were brought together');

	return tended;
}

function photoOf(record: SyncRecord): Photo | undefined {
	const read = readPhoto(record);
	return read && { ...read, record };
}

async function isWhole({ photos }: TendingGround, { unitId, id, file }: PhotoRead): Promise<boolean> {
	const upload = await photos.files.find(id);

	return upload?.unitId === unitId && upload.sha256 === file.sha256 && upload.offset === upload.bytes;
}

async function settle({ photos }: TendingGround, { id }: PhotoRead): Promise<boolean> {
	const upload = await photos.files.find(id);

	return upload !== undefined && upload.offset === upload.bytes && (await photos.settle(upload)) === 'stored';
}

/** A phone that still has its copy sends it again; the desk counts one photo less. What lies there instead of it and is named
 *  by nobody goes, so that the phone can begin anew. */
async function takeBack(ground: TendingGround, { unitId, id, record }: Photo): Promise<void> {
	ground.log.error({ photo: id, unit: unitId }, 'a photo that was stored is not here any more');
	const { files } = ground.photos;
	const upload = await files.find(id);
	if (upload && (upload.unitId === unitId || !(await readPhotoRecord(ground, upload)))) await files.remove(id);
	await editByServer(ground, { unitId, kind: 'photo', recordId: id }, (earlier) =>
		earlier?.registers['stored']?.change === record.registers['stored']?.change ? { stored: null } : undefined
	);
}

const sinceMs = ({ record }: Photo): number => parseReading(record.registers['file']!.stamp).ms;

const absentOf = ({ unitId, file, record }: Photo): Absent => ({
	unitId,
	of: file.of,
	owner: record.registers['file']!.by
});
