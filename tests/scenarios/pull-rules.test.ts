import { gzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { headsText, type Cursors, type PullLine } from '#lib/domain/changes/pull.ts';
import { digestOfRecords } from '#lib/domain/changes/digest.ts';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { DATABASES } from '../support/databases.ts';
import { DAN_LY, District, MINH_CHAU } from '../support/district.ts';
import { Program } from '../support/program.ts';

const scopesOf = (lines: PullLine[]) =>
	(lines[0] as { scopes: Record<string, { perm: string; head: number; mode: string }> }).scopes;
const recordsOf = (lines: PullLine[]): SyncRecord[] => lines.flatMap((line) => ('record' in line ? [line.record] : []));
const endOf = (lines: PullLine[]) =>
	lines.at(-1) as { cursors: Cursors; more: boolean; digest?: Record<string, [number, number]> };

describe.each(DATABASES)('what comes down, from %s', (kind) => {
	let district: District;
	let officer: Program;

	beforeEach(async () => {
		district = await District.open(kind);
		await district.hire('can-bo', 'commune_officer', [MINH_CHAU]);
		officer = new Program(district, 'can-bo', 'phone001');
	});
	afterEach(() => district.close());

	async function record(count: number): Promise<void> {
		const changes = Array.from({ length: count }, (_, index) =>
			officer.change({
				unitId: MINH_CHAU,
				kind: 'check',
				recordId: officer.newId(),
				set: { measurement: { value: { on: '2018-11-05', value: index, met: 'met' }, prev: null } }
			})
		);
		await officer.push(changes);
	}

	test('is a snapshot for a device that has nothing, page by page, and exactly what the server holds', async () => {
		await record(25);
		const seen: SyncRecord[] = [];
		let cursors: Cursors = {};
		let more = true;
		while (more) {
			const lines = await officer.pull({ cursors, limit: 10 });
			seen.push(...recordsOf(lines));
			({ cursors, more } = endOf(lines));
		}

		expect(seen).toEqual(await district.records(MINH_CHAU));
		expect(cursors[MINH_CHAU]![1]).toBe(25);
	});

	test('is what changed since the cursor, and nothing when nothing did', async () => {
		await record(3);
		const { cursors } = endOf(await officer.pull({ cursors: {} }));
		await record(2);
		const lines = await officer.pull({ cursors });

		expect(scopesOf(lines)[MINH_CHAU]!.mode).toBe('delta');
		expect(recordsOf(lines)).toHaveLength(2);
		expect(recordsOf(await officer.pull({ cursors: endOf(lines).cursors }))).toEqual([]);
	});

	test('is one short word when the heads are equal', async () => {
		await record(3);
		const first = await officer.pull({ cursors: {} });
		const { cursors } = endOf(first);
		const { reference, epoch } = first[0] as { reference: string; epoch: string };
		const heads = createHash('sha256').update(headsText(cursors, reference)).digest('base64url');
		const answer = await officer.post('/api/pull', JSON.stringify(officer.envelope({ epoch, heads })));
		const text = await answer.text();

		expect(JSON.parse(text)).toMatchObject({ unchanged: true });
		expect(text.length).toBeLessThan(300);
	});

	test('asks for the cursors when the heads differ', async () => {
		await record(1);
		const lines = await officer.pull({ heads: 'something else' });

		expect(lines).toHaveLength(2);
		expect(endOf(lines)).toMatchObject({ more: true, cursors: {} });
		// "snapshot" would make the device fetch everything once more.
		expect(scopesOf(lines)[MINH_CHAU]!.mode).toBe('delta');
	});

	test.each([
		['another right', (cursor: [string, number]): [string, number] => ['other', cursor[1]]],
		['a cursor beyond the head', (cursor: [string, number]): [string, number] => [cursor[0], 99]]
	])('is a snapshot again for %s', async (_, bend) => {
		await record(2);
		const { cursors } = endOf(await officer.pull({ cursors: {} }));
		const lines = await officer.pull({ cursors: { [MINH_CHAU]: bend(cursors[MINH_CHAU] as [string, number]) } });

		expect(scopesOf(lines)[MINH_CHAU]!.mode).toBe('snapshot');
		expect(recordsOf(lines)).toHaveLength(2);
	});

	test('carries a digest that a device can count again from its own records', async () => {
		await record(4);
		const lines = await officer.pull({ cursors: {} });

		expect(endOf(lines).digest).toEqual({ [MINH_CHAU]: [4, digestOfRecords(recordsOf(lines))] });
	});

	test('holds nothing of a commune that is not theirs', async () => {
		await district.hire('nguoi-khac', 'commune_officer', [DAN_LY]);
		await record(2);
		const lines = await new Program(district, 'nguoi-khac', 'phone002').pull({
			cursors: { [MINH_CHAU]: ['x', 0] }
		});

		expect(Object.keys(scopesOf(lines))).toEqual([DAN_LY]);
		expect(recordsOf(lines)).toEqual([]);
	});

	test('is nothing at all for an administrator', async () => {
		await district.hire('quan-tri', 'administrator', []);

		expect(scopesOf(await new Program(district, 'quan-tri', 'admin001').pull({ cursors: {} }))).toEqual({});
	});
});

describe('requests that are wrong as a whole', () => {
	let district: District;
	let officer: Program;

	beforeEach(async () => {
		district = await District.open();
		await district.hire('can-bo', 'commune_officer', [MINH_CHAU]);
		officer = new Program(district, 'can-bo');
	});
	afterEach(() => district.close());

	const answerTo = async (path: string, body: BodyInit, headers?: HeadersInit) => {
		const answer = await officer.post(path, body, headers);
		return [answer.status, ((await answer.json()) as { error: string }).error];
	};

	test.each(['/api/push', '/api/pull'])(
		'get 401 at %s when nobody is signed in, before anything else is looked at',
		async (path) => {
			const nobody = new Program(district, 'khong-co-ai');

			expect((await nobody.post(path, '{not json')).status).toBe(401);
		}
	);

	test.each(['/api/push', '/api/pull'])(
		'get 400 at %s for what is not JSON, not gzip, or not a request',
		async (path) => {
			expect(await answerTo(path, '{not json')).toEqual([400, 'malformed']);
			expect(await answerTo(path, 'not gzip at all', { 'content-encoding': 'gzip' })).toEqual([
				400,
				'broken-gzip'
			]);
			expect(await answerTo(path, '{"protocol":"one"}')).toEqual([400, 'malformed']);
		}
	);

	test('get 401 when the session belongs to another person', async () => {
		expect(await answerTo('/api/push', JSON.stringify(officer.envelope({ person: 'ai-do', changes: [] })))).toEqual(
			[401, 'other-person']
		);
	});

	test('get 409 with the epoch when they were meant for another database', async () => {
		const answer = await officer.post(
			'/api/push',
			JSON.stringify(officer.envelope({ epoch: 'before', changes: [] }))
		);

		expect(answer.status).toBe(409);
		expect(await answer.json()).toMatchObject({ epoch: expect.any(String) as string, now: district.nowMs });
	});

	test('get 413 for too many changes, and for a bomb of zeros', async () => {
		const many = JSON.stringify(officer.envelope({ changes: Array.from({ length: 201 }, () => ({})) }));
		expect(await answerTo('/api/push', many)).toEqual([413, 'too-large']);

		const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024, ' '));
		expect(await answerTo('/api/push', new Uint8Array(bomb), { 'content-encoding': 'gzip' })).toEqual([
			413,
			'too-large'
		]);
	});

	test('a body of 100 MB is turned away before it has been read', async () => {
		let read = 0;
		const body = new ReadableStream<Uint8Array>({
			pull(controller) {
				read += 1024 * 1024;
				if (read > 100 * 1024 * 1024) controller.close();
				else controller.enqueue(new Uint8Array(1024 * 1024));
			}
		});

		expect(await answerTo('/api/push', body)).toEqual([413, 'too-large']);
		expect(read).toBeLessThan(5 * 1024 * 1024);
	});

	test('get 426 when the device speaks a protocol that this server does not', async () => {
		expect(await answerTo('/api/pull', JSON.stringify(officer.envelope({ protocol: 9, cursors: {} })))).toEqual([
			426,
			'protocol'
		]);
	});
});
