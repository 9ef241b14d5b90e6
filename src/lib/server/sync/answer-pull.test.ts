import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { digestOfRecords } from '#lib/domain/changes/digest.ts';
import { headsText, type Cursors, type PullEnd, type PullLine, type Scope } from '#lib/domain/changes/pull.ts';
import type { Marks } from '#lib/domain/changes/push.ts';
import { AnsweringServer, DAN_LY, MINH_CHAU, type Asker } from '../../../../tests/support/answering-server.ts';

interface Scopes {
	scopes: { [unitId: string]: Scope };
	reference: string;
	now: number;
	epoch: string;
}
const scopesOf = (lines: PullLine[]) => lines[0] as Scopes;
const endOf = (lines: PullLine[]) => lines.at(-1) as PullEnd;
const recordsOf = (lines: PullLine[]) => lines.flatMap((line) => ('record' in line ? [line.record] : []));
const seqsOf = (lines: PullLine[]) => recordsOf(lines).map(({ seq }) => seq);

let server: AnsweringServer;
let officer: Asker;
let office: Asker;
beforeEach(() => {
	server = new AnsweringServer();
	({ officer, office } = server);
});

async function write(count: number, by = officer, unitId = MINH_CHAU): Promise<void> {
	await by.push(Array.from({ length: count }, () => by.check(2, { unitId })));
}
/** What a device says that has all of it. */
async function whole(by = officer): Promise<{ cursors: Cursors; marks: Marks }> {
	const { cursors, marks = {} } = endOf(await by.pull({ cursors: {} }));
	return { cursors, marks };
}

test.each([
	[{ protocol: 2 }, { kind: 'protocol', spoken: 1 }],
	[{ person: 'van-phong' }, { kind: 'other-person' }]
])('a request that is not for this server, or not this session’s, is turned away: %j', async (more, refusal) => {
	expect(await officer.askForNews(more)).toMatchObject({ refusal });
});

describe('what comes down', () => {
	test('is all of a commune for a device that has nothing, in order, with what it comes to', async () => {
		await write(3);
		const lines = await officer.pull({ cursors: {} });

		expect(scopesOf(lines)).toEqual({
			scopes: { [MINH_CHAU]: { perm: expect.stringMatching(/^[\w-]{8}$/) as string, head: 3, mode: 'snapshot' } },
			...{ reference: 'reference-1', now: server.nowMs, epoch: 'epoch-1' }
		});
		expect(recordsOf(lines)).toEqual(server.records());
		const { perm } = scopesOf(lines).scopes[MINH_CHAU]!;
		expect(endOf(lines)).toEqual({
			...{ end: true, more: false, cursors: { [MINH_CHAU]: [perm, 3] } },
			digest: { [MINH_CHAU]: [3, digestOfRecords(server.records())] },
			marks: { [MINH_CHAU]: [3, expect.any(String)] }
		});
	});

	test('is what was written since the cursor, and then nothing', async () => {
		await write(3);
		const { cursors } = await whole();
		await write(2);
		const lines = await officer.pull({ cursors });

		expect(scopesOf(lines).scopes[MINH_CHAU]!.mode).toBe('delta');
		expect(seqsOf(lines)).toEqual([4, 5]);
		expect(endOf(lines).digest).toEqual({ [MINH_CHAU]: [5, expect.any(Number)] });
		const after = await officer.pull({ cursors: endOf(lines).cursors });
		expect(after).toHaveLength(2);
		expect(endOf(after)).not.toHaveProperty('digest');
	});

	test('of a commune in which nothing was ever written is an empty snapshot, with its digest and no mark', async () => {
		const lines = await officer.pull({ cursors: {} });

		expect(lines).toHaveLength(2);
		expect(endOf(lines)).toMatchObject({ more: false, digest: { [MINH_CHAU]: [0, 0] } });
		expect(endOf(lines)).not.toHaveProperty('marks');
	});

	test('comes page by page, and the digest with the last', async () => {
		await write(5);
		const pages: number[][] = [];
		let cursors: Cursors = {};
		for (let more = true; more;) {
			const lines = await officer.pull({ cursors, limit: 2 });
			pages.push(seqsOf(lines));
			({ cursors, more } = endOf(lines));
			expect(endOf(lines).digest === undefined).toBe(more);
			expect(cursors[MINH_CHAU]![1]).toBe(pages.flat().at(-1));
		}

		expect(pages).toEqual([[1, 2], [3, 4], [5]]);
	});

	test('a page that is just full is the last when nothing is behind it', async () => {
		await write(2);
		const lines = await officer.pull({ cursors: {}, limit: 2 });

		expect([seqsOf(lines), endOf(lines).more]).toEqual([[1, 2], false]);
	});

	test('ends at the head, also where the last change left its record alone', async () => {
		const late = officer.dossier('preparing', null, { made: { at: 0, after: 0 } });
		await office.push([office.dossier('preparing')]);
		await officer.push([late]);

		expect(endOf(await officer.pull({ cursors: {} })).cursors[MINH_CHAU]![1]).toBe(2);
	});

	test('goes on with the next commune where the page has room, and says that more is left where it has none', async () => {
		await write(2);
		await write(2, office, DAN_LY);
		const first = await office.pull({ cursors: {}, limit: 3 });
		expect([recordsOf(first).length, endOf(first).more]).toEqual([3, true]);
		const second = await office.pull({ cursors: endOf(first).cursors, limit: 3 });
		expect([recordsOf(second).length, endOf(second).more]).toEqual([1, false]);

		const just = await office.pull({ cursors: {}, limit: 2 });
		expect([recordsOf(just).length, endOf(just).more]).toEqual([2, true]);
	});

	test('is begun anew for a cursor of other rights, beyond the head, or of another database', async () => {
		await write(2);
		const { cursors } = await whole();
		const [perm] = cursors[MINH_CHAU]!;
		const anew = async (told: Cursors, epoch: string | null = null) => {
			const lines = await officer.pull({ cursors: told, epoch });
			return [scopesOf(lines).scopes[MINH_CHAU]!.mode, seqsOf(lines)];
		};

		expect(await anew({ [MINH_CHAU]: ['other', 2] })).toEqual(['snapshot', [1, 2]]);
		expect(await anew({ [MINH_CHAU]: [perm, 3] })).toEqual(['snapshot', [1, 2]]);
		expect(await anew(cursors, 'before')).toEqual(['snapshot', [1, 2]]);
		expect(await anew({ [MINH_CHAU]: [perm, 2] })).toEqual(['delta', []]);
		expect(await anew(cursors, 'epoch-1')).toEqual(['delta', []]);
	});

	test('holds the person’s communes and nothing else; an administrator’s device gets none', async () => {
		await write(1);
		await write(1, office, DAN_LY);
		const other = server.person('nguoi-khac', 'commune_officer', [DAN_LY], 'phone002');
		const lines = await other.pull({ cursors: { [MINH_CHAU]: ['x', 0] } });
		expect(Object.keys(scopesOf(lines).scopes)).toEqual([DAN_LY]);
		expect(recordsOf(lines)).toMatchObject([{ unitId: DAN_LY }]);

		const administrator = server.person('quan-tri', 'administrator', [], 'admin001');
		expect(scopesOf(await administrator.pull({ cursors: {} })).scopes).toEqual({});
	});

	test('of a commune in which nothing is new nothing is read', async () => {
		await write(2);
		const { cursors } = await whole();
		const asked: string[] = [];
		const inSnapshot = server.store.inSnapshot.bind(server.store);
		server.store.inSnapshot = (work) =>
			inSnapshot((snapshot) => {
				const recordsAfter = (unitId: string, seq: number, limit: number) => {
					asked.push(unitId);
					return snapshot.recordsAfter(unitId, seq, limit);
				};
				return work({ ...snapshot, recordsAfter });
			});
		await officer.pull({ cursors });
		expect(asked).toEqual([]);
		await write(1);
		await officer.pull({ cursors });
		expect(asked).toEqual([MINH_CHAU]);
	});

	test('two communes have different rights, so that a cursor of one is none of the other', async () => {
		const { scopes } = scopesOf(await office.pull({ cursors: {} }));

		expect(scopes[MINH_CHAU]!.perm).not.toBe(scopes[DAN_LY]!.perm);
	});
});

describe('a device that only asks whether anything is new', () => {
	const headsOf = (cursors: Cursors, reference = 'reference-1') =>
		createHash('sha256').update(headsText(cursors, reference)).digest('base64url');

	test('is told that nothing is, in one line', async () => {
		await write(2);
		const heads = headsOf((await whole()).cursors);

		expect(await officer.pull({ epoch: 'epoch-1', heads })).toEqual([
			{ unchanged: true, now: server.nowMs, epoch: 'epoch-1' }
		]);
	});

	test.each([
		['something was written', async () => void (await write(1)), {}],
		['the reference is another one', async () => undefined, { reference: 'reference-0' }],
		['it has not met this database', async () => undefined, { epoch: null }]
	])(
		'is asked for its cursors when %s, and told of no snapshot, which would make it forget them',
		async (_, happen, more) => {
			await write(2);
			const { cursors } = await whole();
			await happen();
			const told: { epoch?: string | null; reference?: string } = more;
			const lines = await officer.pull({ epoch: 'epoch-1', ...more, heads: headsOf(cursors, told.reference) });

			expect(scopesOf(lines).scopes[MINH_CHAU]).toMatchObject({ mode: 'delta', head: server.log().length });
			expect(lines.slice(1)).toEqual([{ end: true, cursors: {}, more: true }]);
		}
	);

	test('gets what is new when it has sent its cursors along', async () => {
		await write(2);

		expect(seqsOf(await officer.pull({ epoch: 'epoch-1', heads: 'something else', cursors: {} }))).toEqual([1, 2]);
	});

	test('a device that says nothing of what it has gets all', async () => {
		await write(1);

		expect(seqsOf(await officer.pull())).toEqual([1]);
		expect(seqsOf(await officer.pull({ epoch: 'epoch-1' }))).toEqual([1]);
	});
});

describe('marks', () => {
	test('are told once, and again when the device has come farther', async () => {
		await write(2);
		const { cursors, marks } = await whole();
		expect(endOf(await officer.pull({ epoch: 'epoch-1', cursors, marks }))).not.toHaveProperty('marks');
		await write(1);
		expect(endOf(await officer.pull({ epoch: 'epoch-1', cursors, marks })).marks).toMatchObject({
			[MINH_CHAU]: [3, expect.any(String)]
		});
	});

	test('of another database count for nothing: the device gets this one’s', async () => {
		await write(2);
		const { cursors, marks } = await whole();

		expect(endOf(await officer.pull({ epoch: null, cursors, marks })).marks).toEqual(marks);
	});

	test('show a database that is an older copy of itself: it gets a new epoch, and everything comes anew', async () => {
		await write(1);
		const copy = server.store.disk;
		await write(2);
		const { cursors, marks } = await whole();
		server.store.restore(copy, 'epoch-1');
		const lines = await officer.pull({ epoch: 'epoch-1', cursors, marks });

		expect(scopesOf(lines).epoch).toBe(await server.store.epoch());
		expect(scopesOf(lines).epoch).not.toBe('epoch-1');
		expect(scopesOf(lines).scopes[MINH_CHAU]!.mode).toBe('snapshot');
		expect(seqsOf(lines)).toEqual([1]);
		expect(server.logged).toMatchObject([
			{ level: 'warn', message: expect.stringContaining('older copy') as string }
		]);
	});

	test('of the commune’s empty log show it too', async () => {
		const { disk } = server.store;
		await write(1);
		const { cursors, marks } = await whole();
		server.store.restore(disk, 'epoch-1');
		await officer.pull({ epoch: 'epoch-1', cursors, marks });

		expect(await server.store.epoch()).not.toBe('epoch-1');
	});

	test('a database that goes on lacking what it has named gives up instead of asking for ever', async () => {
		await write(2);
		const { cursors, marks } = await whole();
		server.store.restore(new AnsweringServer().store.disk, 'epoch-1');
		server.store.renewEpoch = async () => 'epoch-1';

		await expect(officer.pull({ epoch: 'epoch-1', cursors, marks })).rejects.toThrow('cannot have forgotten');
	});
});

describe('a cursor beyond the head, which anybody can send', () => {
	const pullBeyond = async (epoch: string | null, beyond: number, perm?: string) => {
		const { cursors } = await whole();
		return officer.pull({ epoch, cursors: { [MINH_CHAU]: [perm ?? cursors[MINH_CHAU]![0], beyond] } });
	};
	const WARNED = [
		{ level: 'warn', message: expect.stringContaining('admin restored') as string, details: { personId: 'can-bo' } }
	];

	test('is noted for whoever keeps the server, and is no proof of anything', async () => {
		await write(2);
		await pullBeyond('epoch-1', 3);

		expect(server.logged).toMatchObject(WARNED);
		expect(await server.store.epoch()).toBe('epoch-1');
	});

	test('is noted also when it is of one commune among many', async () => {
		await write(2);
		const { cursors } = await whole(office);
		cursors[MINH_CHAU]![1] += 1;
		await office.pull({ epoch: 'epoch-1', cursors });

		expect(server.logged).toMatchObject([{ level: 'warn', details: { personId: 'van-phong' } }]);
	});

	test('is answered where there is no log, too', async () => {
		delete server.ground.log;
		await write(2);

		expect(endOf(await pullBeyond('epoch-1', 3))).toMatchObject({ more: false });
	});

	test.each([
		['of another database', null, 3, undefined],
		['of other rights', 'epoch-1', 3, 'other'],
		['that is the head itself', 'epoch-1', 2, undefined]
	] as const)('%s is not', async (_, epoch, beyond, perm) => {
		await write(2);
		await pullBeyond(epoch, beyond, perm);

		expect(server.logged).toEqual([]);
	});
});

test('of the device is remembered what it has not sent, its oldest by the server’s clock', async () => {
	const seen: object[] = [];
	server.store.rememberDevice = async (device) => void seen.push(device);
	const slowMs = server.nowMs - 60_000;
	const pending = { changes: 3, photos: 2, oldest: slowMs - 500 };
	await officer.pull({ now: slowMs, pending });
	await officer.pull({ now: slowMs, app: undefined, pending: { ...pending, oldest: null } });
	await officer.pull({ now: slowMs });

	const device = { id: 'phone001', personId: 'can-bo', seenAtMs: server.nowMs, offsetMs: 60_000 };
	expect(seen).toEqual([
		{ ...device, app: 'test', pending: { changes: 3, photos: 2, oldest: server.nowMs - 500 } },
		{ ...device, app: '', pending: { changes: 3, photos: 2, oldest: null } },
		{ ...device, app: 'test', pending: undefined }
	]);
});
