import { createHash } from 'node:crypto';
import { Metadata, Server as TusServer } from '@tus/server';
import { readImageHeader } from '#lib/domain/photos/image-header.ts';
import { PHOTO_BYTES } from '#lib/domain/photos/photo-limits.ts';
import { unavailableBehind } from '../unavailable.ts';
import type { Log } from '../log.ts';
import { uploadOf, type PhotoFiles, type PhotoUpload } from './photo-files.ts';
import { recordStored } from './record-stored.ts';
import type { ServerEditGround } from '../sync/edit-by-server.ts';

/** What was found when all bytes were here. `unrecorded`: no record names them, or it names others. */
export type Settled = 'stored' | 'unrecorded' | 'other-bytes' | 'not-a-photo';

/** Uploads by tus onto whatever the photos lie on. */
export class Photos {
	readonly files: PhotoFiles;
	readonly #ground: ServerEditGround & { log: Log };
	#tus: TusServer | undefined;

	constructor(files: PhotoFiles, ground: ServerEditGround & { log: Log }) {
		this.files = files;
		this.#ground = ground;
	}

	/** Begins an upload that was allowed. Its words are the checked ones: read a second time, by tus's own rules, those of the
	 *  request could name another photo. */
	begin(request: Request, { id, unitId, sha256, bytes }: Omit<PhotoUpload, 'offset'>): Promise<Response> {
		return this.#askTus(request, '/api/photos', {
			'upload-length': String(bytes),
			'upload-metadata': Metadata.stringify({ photoId: id, unitId, sha256 })
		});
	}

	/** How far an upload is, or its next bytes, for a request that was allowed. */
	goOn(request: Request, id: string, body?: Uint8Array<ArrayBuffer>): Promise<Response> {
		const told = Object.fromEntries(
			['upload-length', 'upload-offset', ...(body ? ['content-type'] : [])].flatMap((name) => {
				const value = request.headers.get(name);
				return value === null ? [] : [[name, value]];
			})
		);
		return this.#askTus(request, `/api/photos/${id}`, told, body);
	}

	/** Only the headers named here count: tus knows others that would make something else of a request, such as
	 *  X-HTTP-Method-Override. */
	#askTus(
		{ method, headers: sent, url }: Request,
		path: string,
		told: { [name: string]: string },
		body?: Uint8Array<ArrayBuffer>
	): Promise<Response> {
		const headers = new Headers(told);
		headers.set('tus-resumable', sent.get('tus-resumable') ?? '');
		if (body) headers.set('content-length', String(body.length));

		return this.#server.handleWeb(new Request(new URL(path, url), { method, headers, ...(body && { body }) }));
	}

	/** Looks whether what is here is what was promised; what is not goes, and the device starts over. */
	async settle(upload: PhotoUpload): Promise<Settled> {
		const bytes = await this.files.read(upload.id);
		const isPhoto = bytes !== undefined && readImageHeader(bytes) !== undefined;
		if (!isPhoto || createHash('sha256').update(bytes).digest('hex') !== upload.sha256) {
			await this.files.remove(upload.id);
			this.#ground.log.warn({ photo: upload.id, isPhoto }, 'a photo arrived as something else');
			return isPhoto ? 'other-bytes' : 'not-a-photo';
		}
		// The device may drop its copy on our word: the disk has to have it first.
		await this.files.secure(upload.id);

		return (await recordStored(this.#ground, upload)) ? 'stored' : 'unrecorded';
	}

	get #server(): TusServer {
		return (this.#tus ??= new TusServer({
			path: '/api/photos',
			datastore: this.files.store,
			relativeLocation: true,
			maxSize: PHOTO_BYTES,
			allowedOrigins: () => false,
			namingFunction: (_request, metadata) => String(metadata?.['photoId']),
			onUploadFinish: async (_request, upload) => {
				const outcome = await this.settle(uploadOf(upload)).catch(tellUnavailable);
				if (outcome === 'other-bytes') throw { status_code: 460, body: 'checksum mismatch\n' };
				if (outcome === 'not-a-photo') throw { status_code: 415, body: 'not a photo\n' };
				return {};
			}
		}));
	}
}

/** For tus, which answers with what is thrown. */
function tellUnavailable(error: unknown): never {
	const unavailable = unavailableBehind(error);
	if (unavailable) throw { status_code: 503, body: `${unavailable.told}\n` };
	throw error;
}
