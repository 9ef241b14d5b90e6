import { Metadata } from '@tus/server';
import type { Officer } from '#lib/domain/access/role.ts';
import { isUuid } from '#lib/domain/ids.ts';
import { readImageHeader } from '#lib/domain/photos/image-header.ts';
import { CHUNK_BYTES, PHOTO_BYTES, THUMB_BYTES } from '#lib/domain/photos/photo-limits.ts';
import { readBytes } from '../http/read-bytes.ts';
import { respondError } from '../http/respond.ts';
import { slowDown } from '../http/slow-down.ts';
import type { Server } from '../server.ts';
import { maySendPhoto, unitAmongTheirs } from './may-photo.ts';
import { KEPT_FREE_BYTES, NoRoom, type PhotoUpload } from './photo-files.ts';
import { readPhotoRecord, unitsOfRecord } from './photo-records.ts';
import { findStored } from './stored-photo.ts';

type Ground = Pick<Server, 'database' | 'photos'>;
type BeginningGround = Ground & Pick<Server, 'unfinishedUploads' | 'now'>;

/** Begins an upload. Everything is known before the first byte of it. */
export async function beginUpload(ground: BeginningGround, officer: Officer, request: Request): Promise<Response> {
	const upload = readUpload(request.headers);
	if (!upload) return respondError(400, 'malformed', 'photoId, unitId, sha256 and Upload-Length are needed');
	const { id, unitId, sha256, bytes } = upload;
	if (bytes > PHOTO_BYTES) return respondError(413, 'too-large', `a photo may have ${PHOTO_BYTES} bytes`);
	if (!(await maySendPhoto(ground, officer, upload))) return notTheirs();

	const recorded = await readPhotoRecord(ground, upload);
	if (recorded && recorded.file.sha256 !== sha256)
		return respondError(400, 'malformed', 'the record names other bytes');
	const known = await ground.photos.files.find(id);
	// Whoever has begun it, and whoever's record it is: one id is one photo of one unit.
	const isOfOthers = known ? known.unitId !== unitId : !recorded && (await unitsOfRecord(ground, id)).length > 0;
	if (isOfOthers) return notTheirs();
	// Begun with other bytes than the record names, perhaps before it came: nobody will ever be shown those.
	if (known && recorded && known.sha256 !== sha256) await ground.photos.files.remove(id);
	else if (known) return respondError(409, 'known', 'this upload has begun; ask how far it is');

	const refusal = (await refuseTooMany(ground, officer)) ?? (await refuseWhenFull(ground));
	if (refusal) return refusal;
	ground.unfinishedUploads.begun(officer.id, id, ground.now());
	return tellLater(await ground.photos.begin(request, upload));
}

const UNTIL_SOME_HAVE_ENDED_MS = 60_000;

async function refuseTooMany(
	{ unfinishedUploads, photos, now }: BeginningGround,
	{ id }: Officer
): Promise<Response | undefined> {
	const mayBegin = await unfinishedUploads.mayBegin(id, { files: photos.files, nowMs: now() });
	return mayBegin ? undefined : slowDown(UNTIL_SOME_HAVE_ENDED_MS);
}

/** How far it is, or the next bytes of it. */
export async function goOnWithUpload(
	ground: Ground,
	officer: Officer,
	request: Request,
	id: string
): Promise<Response> {
	const upload = await ground.photos.files.find(id);
	if (!upload) return respondError(404, 'not-found', 'no such upload');
	if (!(await maySendPhoto(ground, officer, upload))) return notTheirs();

	if (request.method === 'PATCH') return takePart(ground, request, id);
	// The server may have been stopped between the last byte and looking at them.
	if (upload.offset === upload.bytes) await ground.photos.settle(upload);

	return tellLater(await ground.photos.goOn(request, id));
}

/** A part is read before anything waits for it: a link that dies in the middle holds no lock, and what came of it counts. */
async function takePart(ground: Ground, request: Request, id: string): Promise<Response> {
	const part = await readBytes(request, CHUNK_BYTES);
	if (part.isTooLarge) return respondError(413, 'too-large', `a part may have ${CHUNK_BYTES} bytes`);

	return (await refuseWhenFull(ground)) ?? tellLater(await ground.photos.goOn(request, id, part.bytes));
}

export async function takeThumb(ground: Ground, officer: Officer, request: Request, id: string): Promise<Response> {
	const { files } = ground.photos;
	const upload = await files.find(id);
	if (!upload) return respondError(404, 'not-found', 'no such upload');
	if (!(await maySendPhoto(ground, officer, upload))) return notTheirs();

	const { bytes, isWhole, isTooLarge } = await readBytes(request, THUMB_BYTES);
	if (isTooLarge) return respondError(413, 'too-large', `a thumbnail may have ${THUMB_BYTES} bytes`);
	// The connection's doing, not the photo's: it may come again.
	if (!isWhole) return respondError(408, 'broke-off', 'the thumbnail broke off');
	if (readImageHeader(bytes)?.type !== 'image/jpeg') return respondError(415, 'not-a-photo', 'a thumbnail is a JPEG');
	// What has once been shown under an address stays what it was: pages keep it, and the district may have
	// chosen it for everybody.
	if (await findStored(ground, upload)) return new Response(null, { status: 204 });

	const full = await refuseWhenFull(ground);
	if (full) return full;
	try {
		await files.keepThumb(id, bytes);
	} catch (error) {
		if (error instanceof NoRoom) return respondFull();
		throw error;
	}
	return new Response(null, { status: 204 });
}

/** A photo, or its thumbnail, for those who may read its unit. */
export async function showPhoto(
	ground: Ground,
	officer: Officer,
	{ id, isThumb }: { id: string; isThumb: boolean }
): Promise<Response> {
	const { files } = ground.photos;
	const upload = await files.find(id);
	if (!upload) return respondError(404, 'not-found', 'no such photo');
	if (!(await unitAmongTheirs(ground, officer, upload.unitId))) return notTheirs();

	if (isThumb) {
		const thumb = await files.thumb(id);
		return thumb ? picture(thumb, 'image/jpeg') : respondError(404, 'not-found', 'no thumbnail yet');
	}
	const whole = await showWhole(ground, upload);
	return whole ?? respondError(404, 'not-found', 'what its record names is not here');
}

async function showWhole(
	ground: Ground,
	{ unitId, id }: { unitId: string; id: string }
): Promise<Response | undefined> {
	if (!(await findStored(ground, { unitId, id }))) return undefined;
	const { files } = ground.photos;
	const type = readImageHeader((await files.read(id, HEADER_BYTES)) ?? new Uint8Array())?.type;
	const body = type && (await files.open(id));

	return body && picture(body, type);
}

/** What tells the type of a picture lies within so many. */
const HEADER_BYTES = 64;

/** The browser keeps none: what lay in its own cache would outlive the session, and who is signed in. The program keeps
 *  thumbnails of its own, which go when a person signs out. */
const picture = (body: BodyInit, type: string): Response =>
	new Response(body, {
		headers: {
			'content-type': type,
			'cache-control': 'private, no-store',
			'content-disposition': 'inline',
			'x-content-type-options': 'nosniff'
		}
	});

async function refuseWhenFull({ photos }: Ground): Promise<Response | undefined> {
	const free = await photos.files.freeBytes();

	return free !== undefined && free < KEPT_FREE_BYTES ? respondFull() : undefined;
}

/** tus says it without saying when to come again. */
function tellLater(answer: Response): Response {
	if (answer.status === 507) return respondFull();
	if (answer.status === 503) answer.headers.set('retry-after', AWAY_RETRY_AFTER_S);

	return answer;
}

const AWAY_RETRY_AFTER_S = '30';

const respondFull = (): Response =>
	respondError(507, 'full', 'the disk is nearly full; the photo stays on the device', { 'retry-after': '900' });

const notTheirs = (): Response => respondError(403, 'forbidden', 'the unit is not among yours');

/** What a request says of the photo that it begins. Read as tus reads it, so that no key can be written twice. */
function readUpload(headers: Headers): Omit<PhotoUpload, 'offset'> | undefined {
	const told = parseMetadata(headers.get('upload-metadata') ?? '');
	const length = headers.get('upload-length') ?? '';
	const { photoId, unitId, sha256 } = told;
	const isWhole = isUuid(photoId ?? '') && unitId && /^[0-9a-f]{64}$/.test(sha256 ?? '') && /^[1-9]\d*$/.test(length);

	return isWhole ? { id: photoId!, unitId, sha256: sha256!, bytes: Number(length) } : undefined;
}

function parseMetadata(text: string): ReturnType<typeof Metadata.parse> {
	try {
		return Metadata.parse(text);
	} catch {
		return {};
	}
}
