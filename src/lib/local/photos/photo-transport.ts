import { unreachable, Watch } from '../lanes/silence-timeout.ts';

/** What came of a request of tus; silence when nothing was answered. */
export interface PhotoReply {
	status: number;
	/** How far the server is, when it says so. */
	offset: number | null;
	retryAfterMs: number | null;
}

export interface PhotoBegun {
	id: string;
	unitId: string;
	sha256: string;
	filetype: string;
	bytes: number;
}

/** The photos' road to the server, handed in so that tests can break it. Null is silence. */
export interface PhotoTransport {
	begin(photo: PhotoBegun): Promise<PhotoReply | null>;
	ask(id: string): Promise<PhotoReply | null>;
	send(id: string, offset: number, bytes: Uint8Array<ArrayBuffer>): Promise<PhotoReply | null>;
	sendThumb(id: string, bytes: ArrayBuffer): Promise<PhotoReply | null>;
}

type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

const TUS = { 'tus-resumable': '1.0.0' };

export function createPhotoTransport(fetchIt: Fetch = (input, init) => fetch(input, init)): PhotoTransport {
	async function call(path: string, init: RequestInit, bytesUp = 0): Promise<PhotoReply | null> {
		const watch = new Watch(bytesUp);
		try {
			const response = await fetchIt(path, { ...init, signal: watch.signal, cache: 'no-store' });
			return isOfSomebodyElse(response) ? null : readReply(response);
		} catch (cause) {
			return unreachable(cause, watch);
		} finally {
			watch.stop();
		}
	}

	return {
		begin: ({ id, unitId, sha256, filetype, bytes }) =>
			call('/api/photos', {
				method: 'POST',
				headers: {
					...TUS,
					'upload-length': String(bytes),
					'upload-metadata': metadata({ photoId: id, unitId, sha256, filetype })
				}
			}),
		ask: (id) => call(`/api/photos/${id}`, { method: 'HEAD', headers: TUS }),
		send: (id, offset, bytes) =>
			call(
				`/api/photos/${id}`,
				{
					method: 'PATCH',
					headers: {
						...TUS,
						'content-type': 'application/offset+octet-stream',
						'upload-offset': String(offset)
					},
					body: bytes
				},
				bytes.byteLength
			),
		sendThumb: (id, bytes) =>
			call(
				`/api/photos/${id}?size=thumb`,
				{ method: 'PUT', headers: { 'content-type': 'image/jpeg' }, body: bytes },
				bytes.byteLength
			)
	};
}

/** The network of a hotel refuses too, with a page of its own: that says nothing of the photo, and is silence. */
const isOfSomebodyElse = ({ status, headers }: Response): boolean =>
	status >= 400 &&
	status < 500 &&
	!headers.has('tus-resumable') &&
	!(headers.get('content-type') ?? '').startsWith('application/json');

function readReply({ status, headers }: Response): PhotoReply {
	const number = (name: string): number | null => {
		const text = headers.get(name);
		return text !== null && /^\d+$/.test(text) ? Number(text) : null;
	};
	const seconds = number('retry-after');

	return { status, offset: number('upload-offset'), retryAfterMs: seconds === null ? null : seconds * 1000 };
}

/** Ids, hashes and types of files: ASCII all of them. */
const metadata = (values: { [key: string]: string }): string =>
	Object.entries(values)
		.map(([key, value]) => `${key} ${btoa(value)}`)
		.join(',');
