import { mayWrite, unitsInScope } from '#lib/domain/access/access.ts';
import type { Officer } from '#lib/domain/access/role.ts';
import { isUuid } from '#lib/domain/ids.ts';
import { readImageHeader } from '#lib/domain/photos/image-header.ts';
import { CHUNK_BYTES, PHOTO_BYTES, THUMB_BYTES } from '#lib/domain/photos/photo-limits.ts';
import type { Unit } from '#lib/domain/reference/unit.ts';
import { respondError } from '../http/respond.ts';
import { readUnits } from '../reference/units.ts';
import type { Server } from '../server.ts';
import type { PhotoUpload } from './photo-files.ts';

/** Kept free for records and their log: photos can wait on the phones. */
const KEPT_FREE_BYTES = 512 * 1024 * 1024;

type Ground = Pick<Server, 'database' | 'photos'>;

/** Begins an upload. Everything is known before the first byte of it. */
export async function beginUpload(ground: Ground, officer: Officer, request: Request): Promise<Response> {
	const told = readMetadata(request.headers.get('upload-metadata') ?? '');
	const { photoId = '', unitId = '', sha256 = '' } = told;
	const bytes = Number(request.headers.get('upload-length') ?? Number.NaN);
	if (!isUuid(photoId) || !/^[0-9a-f]{64}$/.test(sha256) || !Number.isInteger(bytes) || bytes < 1) {
		return respondError(400, 'malformed', 'photoId, unitId, sha256 and Upload-Length are needed');
	}
	if (bytes > PHOTO_BYTES) return respondError(413, 'too-large', `a photo may have ${PHOTO_BYTES} bytes`);

	const unit = await unitOf(ground, officer, unitId);
	if (!unit || !mayWritePhoto(officer, unit)) return respondError(403, 'forbidden', 'the unit is not among yours');
	const known = await ground.photos.find(photoId);
	if (known) return respondError(409, 'known', 'this upload has begun; ask how far it is');

	return (await refuseWhenFull(ground)) ?? ground.photos.answerTus(request);
}

/** How far it is, or the next bytes of it. */
export async function goOnWithUpload(
	ground: Ground,
	officer: Officer,
	request: Request,
	id: string
): Promise<Response> {
	const upload = await ground.photos.find(id);
	if (!upload) return respondError(404, 'not-found', 'no such upload');
	const unit = await unitOf(ground, officer, upload.unitId);
	if (!unit || !mayWritePhoto(officer, unit)) return respondError(403, 'forbidden', 'the unit is not among yours');

	if (request.method === 'PATCH') {
		if (Number(request.headers.get('content-length') ?? 0) > CHUNK_BYTES)
			return respondError(413, 'too-large', `a part may have ${CHUNK_BYTES} bytes`);
		const full = await refuseWhenFull(ground);
		if (full) return full;
	}
	// The server may have been stopped between the last byte and looking at them.
	if (request.method === 'HEAD' && upload.offset === upload.bytes) await ground.photos.settle(upload);

	return ground.photos.answerTus(request);
}

export async function takeThumb(ground: Ground, officer: Officer, request: Request, id: string): Promise<Response> {
	const upload = await ground.photos.find(id);
	if (!upload) return respondError(404, 'not-found', 'no such upload');
	const unit = await unitOf(ground, officer, upload.unitId);
	if (!unit || !mayWritePhoto(officer, unit)) return respondError(403, 'forbidden', 'the unit is not among yours');
	if (Number(request.headers.get('content-length') ?? 0) > THUMB_BYTES)
		return respondError(413, 'too-large', `a thumbnail may have ${THUMB_BYTES} bytes`);

	const bytes = new Uint8Array(await request.arrayBuffer());
	if (bytes.length > THUMB_BYTES || readImageHeader(bytes)?.type !== 'image/jpeg')
		return respondError(415, 'not-a-photo', 'a thumbnail is a JPEG');
	const full = await refuseWhenFull(ground);
	if (full) return full;
	await ground.photos.keepThumb(id, bytes);

	return new Response(null, { status: 204 });
}

/** A photo, or its thumbnail, for those who may read its unit. */
export async function showPhoto(
	ground: Ground,
	officer: Officer,
	{ id, isThumb }: { id: string; isThumb: boolean }
): Promise<Response> {
	const upload = await ground.photos.find(id);
	if (!upload) return respondError(404, 'not-found', 'no such photo');
	if (!(await unitOf(ground, officer, upload.unitId)))
		return respondError(403, 'forbidden', 'the unit is not among yours');

	if (isThumb) {
		const thumb = await ground.photos.thumb(id);
		return thumb ? picture(thumb, 'image/jpeg') : respondError(404, 'not-found', 'no thumbnail yet');
	}
	const type = (await isStored(ground, upload)) ? await ground.photos.typeOf(id) : undefined;
	return type ? picture(ground.photos.open(id), type) : respondError(404, 'not-found', 'not all of it is here yet');
}

/** What lies under an id never changes; only the person's own browser may keep it. */
const picture = (body: BodyInit, type: string): Response =>
	new Response(body, {
		headers: {
			'content-type': type,
			'cache-control': 'private, max-age=31536000, immutable',
			'content-disposition': 'inline',
			'x-content-type-options': 'nosniff'
		}
	});

async function isStored({ database }: Ground, { unitId, id }: PhotoUpload): Promise<boolean> {
	const row = await database.read
		.selectFrom('record')
		.select('registers')
		.where('unit_id', '=', unitId)
		.where('kind', '=', 'photo')
		.where('id', '=', id)
		.executeTakeFirst();

	return row !== undefined && 'stored' in (JSON.parse(row.registers) as object);
}

async function unitOf({ database }: Ground, officer: Officer, unitId: string): Promise<Unit | undefined> {
	return unitsInScope(officer, await readUnits(database.read)).find(({ id }) => id === unitId);
}

const mayWritePhoto = (officer: Officer, unit: Unit): boolean =>
	mayWrite(officer, { unit, kind: 'photo', register: 'file', record: undefined, set: {} });

async function refuseWhenFull({ photos }: Ground): Promise<Response | undefined> {
	return (await photos.freeBytes()) < KEPT_FREE_BYTES
		? respondError(507, 'full', 'the disk is nearly full; the photo stays on the device', { 'retry-after': '900' })
		: undefined;
}

/** `key base64, key base64`, as tus writes it. */
function readMetadata(text: string): { [key: string]: string | undefined } {
	return Object.fromEntries(
		text.split(',').map((pair) => {
			const [key = '', value = ''] = pair.trim().split(' ');
			return [key, Buffer.from(value, 'base64').toString('utf8')];
		})
	);
}
