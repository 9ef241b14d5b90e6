import { describe, expect, test } from 'vitest';
import { ChangeLog } from './change-log.svelte.ts';
import { fetchChanges, type ChangesReply } from './fetch-changes.ts';

const change = (seq: number) => ({
	seq,
	kind: 'tally',
	recordId: 'tally',
	set: { dossiers: { value: { complete: seq, common: null, on: '2018-11-02' }, prev: null } },
	by: 'vanphong',
	receivedAt: '2018-11-05T02:00:00.000Z'
});
const json =
	(body: unknown, status = 200) =>
	() =>
		Promise.resolve(Response.json(body, { status }));

describe('asking for the changes of a unit', () => {
	test('names the unit and where the page before ended', async () => {
		const asked: string[] = [];
		const answer = (path: string) => {
			asked.push(path);
			return Promise.resolve(Response.json({ changes: [change(3)], next: 3 }));
		};
		const reply = await fetchChanges({ unitId: '15697' }, answer);
		await fetchChanges({ unitId: '15697', before: 3 }, answer);

		expect(reply).toMatchObject({ kind: 'page', page: { next: 3, changes: [{ seq: 3, by: 'vanphong' }] } });
		expect(asked).toEqual(['/api/changes?unit=15697', '/api/changes?unit=15697&before=3']);
	});

	test.each<[string, Parameters<typeof fetchChanges>[1], ChangesReply['kind']]>([
		['no network', () => Promise.reject(new TypeError('failed to fetch')), 'unreachable'],
		['silence', () => Promise.reject(new DOMException('timed out', 'TimeoutError')), 'unreachable'],
		['a server in trouble', json({}, 503), 'unreachable'],
		['a page that is not ours', () => Promise.resolve(new Response('<html>')), 'unreachable'],
		['a session that has run out', json({}, 401), 'signed-out'],
		['a unit that is not among the person’s', json({}, 403), 'refused'],
		['an answer of another shape', json({ changes: [{}], next: null }), 'refused']
	])('%s is told apart', async (_what, answer, kind) => {
		expect(await fetchChanges({ unitId: '15697' }, answer)).toEqual({ kind });
	});
});

describe('the change log', () => {
	/** Answers with the pages in turn, then as told. */
	function logOf(...replies: ChangesReply[]) {
		const asked: (number | undefined)[] = [];
		const log = new ChangeLog('15697', ({ before }) => {
			asked.push(before);
			return Promise.resolve(replies.shift() ?? { kind: 'unreachable' });
		});
		return { log, asked };
	}
	const pageOf = (next: number | null, ...seqs: number[]): ChangesReply => ({
		kind: 'page',
		page: { changes: seqs.map(change), next }
	});

	test('grows page by page until there is no more', async () => {
		const { log, asked } = logOf(pageOf(8, 9, 8), pageOf(null, 7, 6));
		await log.refresh();
		expect(log.hasMore).toBe(true);
		await log.more();
		await log.more();

		expect(log.entries?.map(({ seq }) => seq)).toEqual([9, 8, 7, 6]);
		expect({ head: log.head, hasMore: log.hasMore, asked }).toEqual({
			head: 9,
			hasMore: false,
			asked: [undefined, 8]
		});
	});

	test('keeps what came when the network goes, and says so until it answers again', async () => {
		const { log } = logOf(pageOf(8, 9, 8), { kind: 'unreachable' }, pageOf(8, 10, 9));
		await log.refresh();
		await log.more();
		expect(log.trouble).toBe('unreachable');
		expect(log.entries).toHaveLength(2);

		await log.refresh();
		expect(log.trouble).toBeNull();
		expect(log.head).toBe(10);
	});

	test('news go before what was already read', async () => {
		const { log } = logOf(pageOf(8, 9, 8), pageOf(6, 7, 6), pageOf(9, 10, 9));
		await log.refresh();
		await log.more();
		await log.refresh();
		expect(log.entries?.map(({ seq }) => seq)).toEqual([10, 9, 8, 7, 6]);
		expect(log.hasMore).toBe(true);
	});

	test('more news than a page holds start the log anew, so that nothing is missing in between', async () => {
		const { log } = logOf(pageOf(8, 9, 8), pageOf(29, 30, 29));
		await log.refresh();
		await log.refresh();
		expect(log.entries?.map(({ seq }) => seq)).toEqual([30, 29]);
	});

	test('asks once at a time', async () => {
		const { log, asked } = logOf(pageOf(null, 1));
		await Promise.all([log.refresh(), log.refresh()]);
		expect(asked).toHaveLength(1);
		expect(log.isLoading).toBe(false);
	});
});
