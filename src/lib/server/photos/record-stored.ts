import { readPhoto } from '#lib/domain/photos/photo-edits.ts';
import { editByServer, type ServerEditGround } from '../sync/edit-by-server.ts';

/** Says in the photo's record that all of it is here, once. False when the record is unknown or names other bytes. */
export async function recordStored(
	ground: ServerEditGround,
	{ unitId, id, sha256 }: { unitId: string; id: string; sha256: string }
): Promise<boolean> {
	let isRecorded = false;
	await editByServer(ground, { unitId, kind: 'photo', recordId: id }, (earlier) => {
		isRecorded = earlier !== undefined && readPhoto(earlier)?.file.sha256 === sha256;
		const isNews = isRecorded && !earlier?.registers['stored']?.value;
		return isNews ? { stored: { at: new Date(ground.now()).toISOString() } } : undefined;
	});
	return isRecorded;
}
