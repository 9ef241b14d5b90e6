import { unitsInScope } from '#lib/domain/access/access.ts';
import { readPhoto } from '#lib/domain/photos/photo-edits.ts';
import type { PhotoRow } from '#lib/local/photos/photo-database.ts';
import { sha256Of } from './simulated-photos.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import { COMMUNES } from './simulated-servers.ts';
import type { Village } from './village.ts';

/** What a person and the lane do with photos after whatever else a step brought. */
export async function actWithPhotos(village: Village, device: SimulatedDevice): Promise<void> {
	const { photoChance: chance } = village;
	const draw = chance.next();
	if (draw < 0.1) return take(village, device);
	if (draw < 0.25) return free(village, device);
	if (draw > 0.7) return;

	if (chance.happens(0.1)) device.killTabIn(chance.below(10));
	for (let step = chance.below(5); step >= 0; step--) {
		const outcome = await device.sendPhotos();
		village.note(`${device.name} sends photos: ${outcome.kind}`);
		if (outcome.kind !== 'went-on') return;
	}
}

/** The photo lies on the phone before its record is saved; when that fails, it stays a photo of a form. */
async function take(village: Village, device: SimulatedDevice): Promise<void> {
	const { photoChance: chance } = village;
	const unitId = device.personId === 'office' ? chance.one(COMMUNES) : COMMUNES[0]!;
	const [check] = (await device.records(unitId)).filter(({ kind }) => kind === 'check');
	if (!check) return;
	const bytes = Uint8Array.from(chance.bytes(1 + chance.below(350)));
	const takenAt = new Date(village.nowMs).toISOString();
	const size = { bytes: bytes.length, width: 1, height: 1 };
	const file: PhotoRow['file'] = { sha256: sha256Of(bytes), ...size, filetype: 'image/jpeg', takenAt };
	const id = device.newId();
	device.photos.keep(
		{
			...{ id, unitId, draftKey: '', caption: '', file, thumb: new ArrayBuffer(), takenAtMs: village.nowMs },
			...{ isStored: 0, hasCopy: 1, sentBytes: 0, isThumbSent: false }
		},
		bytes
	);
	const of = { kind: 'check', id: check.id };
	const saved = await device.save(unitId, 'photo', id, { file: { ...file, of } });
	village.note(`${device.name} took photo ${id.slice(-8)} of ${bytes.length} bytes${saved ? '' : ', unsaved'}`);
}

function free(village: Village, device: SimulatedDevice): void {
	if (village.sabotage.freesUnstored) {
		for (const { id } of device.photos.rows) void device.photos.note(id, { isStored: 1 });
	}
	const freed = device.photos.freeStored();
	if (freed.length > 0) village.fault('copies freed');
	for (const { id, file } of freed) {
		if (!village.photos.isWhole(id, file.sha256))
			village.violations.push(`photo: ${device.name} freed ${id.slice(-8)}, which is nowhere else`);
	}
}

/** No record says `stored` of what is not there. */
export async function photosMeanwhile(village: Village): Promise<string[]> {
	return [...(await village.server.read()).units.values()].flatMap(({ records }) =>
		[...records.values()].flatMap(({ record }) => {
			const photo = readPhoto(record);
			const isTrue = !photo?.isStored || village.photos.isWhole(photo.id, photo.file.sha256);
			return isTrue ? [] : [`stored: ${record.id.slice(-8)} is said to be stored and is not`];
		})
	);
}

/** Every photo whose record was taken arrived as it was, its record says so, and so does the phone. */
export async function photosAtRest(village: Village): Promise<string[]> {
	const { units } = await village.server.read();
	const all = [...units.values()].map(({ unit }) => unit);
	const violations: string[] = [];
	for (const device of village.devices) {
		const inScope = new Set(unitsInScope(village.people.get(device.personId)!, all).map(({ id }) => id));
		for (const { id, unitId, file, isStored } of device.photos.rows) {
			const record = units.get(unitId)!.records.get(`photo/${id}`)?.record;
			const photo = record && readPhoto(record);
			if (!photo || !inScope.has(unitId)) continue;
			const name = `${id.slice(-8)} of ${device.name}`;
			if (!village.photos.isWhole(id, file.sha256)) violations.push(`photo: ${name} never arrived`);
			else if (!photo.isStored) violations.push(`stored: nobody says that ${name} has arrived`);
			else if (isStored !== 1) violations.push(`stored: the phone of ${name} was not told`);
		}
	}
	return violations;
}
