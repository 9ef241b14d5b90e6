import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryPhotos } from '../../../../tests/support/memory-photos.ts';
import { PhotoLane } from './photo-lane.ts';
import { createPhotoTransport } from './photo-transport.ts';

type Answer = (id: string, method: string) => Response | undefined;

const TUS = { 'tus-resumable': '1.0.0' };
const BYTES = 250;
const UNIT = '15697';

let photos: MemoryPhotos;
/** What answers in the server's place; undefined lets the server answer. */
let inBetween: Answer;
let arrived: Map<string, number>;
beforeEach(() => {
	photos = new MemoryPhotos();
	inBetween = () => undefined;
	arrived = new Map();
});

/** As much of the server as takes photos. */
async function fetchIt(path: string, { method = 'GET', headers, body }: RequestInit = {}): Promise<Response> {
	const told = new Headers(headers);
	const metadata = /photoId (\S+?)(,|$)/.exec(told.get('upload-metadata') ?? '')?.[1];
	const id = metadata ? atob(metadata) : path.split(/[/?]/)[3]!;
	const other = inBetween(id, method);
	if (other) return other;
	if (method === 'PUT') return new Response(null, { status: 204 });
	if (method === 'POST') {
		arrived.set(id, 0);
		return new Response(null, { status: 201, headers: TUS });
	}
	const offset = arrived.get(id);
	if (offset === undefined) return Response.json({ error: 'not-found' }, { status: 404 });
	const now = method === 'PATCH' ? offset + (body as Uint8Array).byteLength : offset;
	arrived.set(id, now);
	const status = method === 'PATCH' ? 204 : 200;
	return new Response(null, { status, headers: { ...TUS, 'upload-offset': String(now) } });
}

function take(id: string, takenAtMs: number): void {
	const file = { sha256: id, bytes: BYTES, width: 1, height: 1, filetype: 'image/jpeg' as const, takenAt: '' };
	photos.keep(
		{
			...{ id, unitId: UNIT, draftKey: '', caption: '', file, thumb: new ArrayBuffer(8), takenAtMs },
			...{ isStored: 0, hasCopy: 1, sentBytes: 0, isThumbSent: false }
		},
		new Uint8Array(BYTES)
	);
}

const makeLane = () =>
	new PhotoLane({
		photos,
		transport: createPhotoTransport(fetchIt),
		recordOf: async ({ id }) => ({
			record: { unitId: UNIT, kind: 'photo', id, seq: 1, registers: {} },
			isSent: true
		}),
		maySend: () => true,
		partBytes: 100
	});

async function sendFor(steps: number, lane = makeLane()): Promise<void> {
	for (let step = 0; step < steps; step++) await lane.step();
}

const problems = () => photos.rows.map(({ problem }) => problem);
const whole = () => [...arrived].flatMap(([id, bytes]) => (bytes === BYTES ? [id] : []));

describe('missing network is nothing against a photo', () => {
	const hotel = (status: number) => () =>
		new Response('<html>Đăng nhập Wifi</html>', { status, headers: { 'content-type': 'text/html' } });
	const silence = () => {
		throw new TypeError('Failed to fetch');
	};

	test.each<[string, Answer]>([
		['no answer', silence],
		...[400, 401, 403, 404, 413, 415, 460].map((status): [string, Answer] => [
			`the page of a hotel’s network with status ${status}`,
			hotel(status)
		])
	])('%s, however often: it arrives as soon as the network is there', async (_, answer) => {
		take('photo-1', 1);
		const lane = makeLane();
		inBetween = answer;
		for (let time = 0; time < 20; time++) {
			expect(await lane.step()).toMatchObject({ kind: 'later' });
			expect(problems()).toEqual([undefined]);
		}

		inBetween = () => undefined;
		await sendFor(10, lane);
		expect(whole()).toEqual(['photo-1']);
	});

	test('an upload that breaks off at every second request goes on where it was', async () => {
		take('photo-1', 1);
		let requests = 0;
		inBetween = () => ((requests += 1) % 2 === 0 ? silence() : undefined);
		const lane = makeLane();
		await sendFor(10, lane);
		inBetween = () => undefined;
		await sendFor(10, lane);

		expect([problems(), whole()]).toEqual([[undefined], ['photo-1']]);
	});
});

test('the server’s own refusal of one photo is told, and the others go on', async () => {
	take('photo-1', 1);
	take('photo-2', 2);
	inBetween = (id) => (id === 'photo-1' ? Response.json({ error: 'forbidden' }, { status: 403 }) : undefined);
	await sendFor(12);

	expect(problems()).toEqual(['403', undefined]);
	expect(whole()).toEqual(['photo-2']);
});

test('a photo that a proxy on the way cuts off keeps no other one waiting', async () => {
	for (const n of [1, 2, 3]) take(`photo-${n}`, n);
	inBetween = (id, method) => {
		if (id === 'photo-1' && method === 'PATCH') throw new TypeError('the connection was reset');
		return undefined;
	};
	await sendFor(20);
	expect(whole()).toEqual(['photo-2', 'photo-3']);

	inBetween = () => undefined;
	await sendFor(10);
	expect(whole()).toContain('photo-1');
});

test.each([
	[429, 'server-busy'],
	[503, 'server-busy'],
	[507, 'server-full']
])(
	'a server that takes no photos now is told apart from none, by %s: the photo waits, and nothing is held against it',
	async (status, trouble) => {
		take('photo-1', 1);
		inBetween = () => Response.json({ error: 'later' }, { status, headers: { 'retry-after': '60' } });
		const lane = makeLane();

		expect(await lane.step()).toEqual({ kind: 'later', retryAfterMs: 60_000, trouble });
		expect(problems()).toEqual([undefined]);
		inBetween = () => undefined;
		await sendFor(10, lane);
		expect(whole()).toEqual(['photo-1']);
	}
);
