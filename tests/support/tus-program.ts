import { sha256Of } from '#lib/local/photos/prepare-photo.ts';
import type { District } from './district.ts';

interface Told {
	photoId: string;
	unitId: string;
	bytes: Uint8Array<ArrayBuffer>;
	/** What it says instead of the truth. */
	length?: string | null;
	headers?: { [name: string]: string };
	body?: BodyInit;
}

/** A program that sends photos by hand, right or wrong. */
export class TusProgram {
	readonly #district: District;
	readonly #person: string;

	constructor(district: District, person: string) {
		this.#district = district;
		this.#person = person;
	}

	async begin({ photoId, unitId, bytes, length = String(bytes.length), headers, body }: Told): Promise<Response> {
		const told = { photoId, unitId, sha256: await sha256Of(bytes), filetype: 'image/jpeg' };
		return this.ask('POST', '/api/photos', {
			headers: {
				'tus-resumable': '1.0.0',
				...(length !== null && { 'upload-length': length }),
				'upload-metadata': Object.entries(told)
					.map(([key, value]) => `${key} ${btoa(value)}`)
					.join(','),
				...headers
			},
			...(body !== undefined && { body })
		});
	}

	part(id: string, offset: number, body: BodyInit, headers: { [name: string]: string } = {}): Promise<Response> {
		return this.ask('PATCH', `/api/photos/${id}`, {
			headers: {
				'tus-resumable': '1.0.0',
				'content-type': 'application/offset+octet-stream',
				'upload-offset': String(offset),
				...(body instanceof Uint8Array && { 'content-length': String(body.length) }),
				...headers
			},
			body
		});
	}

	head = (id: string): Promise<Response> =>
		this.ask('HEAD', `/api/photos/${id}`, { headers: { 'tus-resumable': '1.0.0' } });
	get = (id: string): Promise<Response> => this.ask('GET', `/api/photos/${id}`);
	thumb = (id: string, bytes: Uint8Array<ArrayBuffer>): Promise<Response> =>
		this.ask('PUT', `/api/photos/${id}?size=thumb`, { body: bytes });

	ask(method: string, path: string, init: RequestInit = {}): Promise<Response> {
		return this.#district.answer(this.#person, path, { method, duplex: 'half', ...init } as RequestInit);
	}
}
