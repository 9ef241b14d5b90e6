import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/support/databases.ts';
import { endHolds, storeHolds } from './holds.ts';
import { HOLDS_KEPT_MS, MOST_HELD } from './unit-log.ts';

const UNIT = '15697';
const AT = '2018-11-05T02:00:00.000Z';
const later = (ms: number) => new Date(Date.parse(AT) + ms).toISOString();

let opened: Awaited<ReturnType<typeof openTestDatabase>>;
beforeEach(async () => {
	opened = await openTestDatabase('sqlite');
});
afterEach(() => opened.drop());

const store = (held: [changeId: string, personId: string][], { unitId = UNIT, at = AT } = {}) =>
	opened.database.transact((trx) => storeHolds(trx, { unitId, at }, new Map(held)));
const end = (ids: string[]) => opened.database.transact((trx) => endHolds(trx, UNIT, ids));
const kept = () => opened.database.read.selectFrom('hold').selectAll().orderBy('change_id').execute();
const many = (count: number, name: string, personId: string) =>
	Array.from({ length: count }, (_, index): [string, string] => [`${name}-${index}`, personId]);

test('of a change that is put off is kept whose it is, since when, and how often', async () => {
	await store([
		['a', 'hoa'],
		['b', 'nam']
	]);
	await store([['a', 'hoa']], { at: later(60_000) });

	const about = { unit_id: UNIT, code: 'prev-unknown', first_at: AT };
	expect(await kept()).toEqual([
		{ ...about, change_id: 'a', person_id: 'hoa', tries: 2 },
		{ ...about, change_id: 'b', person_id: 'nam', tries: 1 }
	]);
});

test('of a person’s so many are remembered, and those of others beside', async () => {
	await store(many(MOST_HELD - 1, 'first', 'hoa'));
	await store([...many(3, 'second', 'hoa'), ...many(2, 'other', 'nam')]);
	await store(many(2, 'third', 'hoa'));
	const rows = await kept();

	expect(rows.filter(({ person_id }) => person_id === 'hoa')).toHaveLength(MOST_HELD);
	expect(rows.filter(({ person_id }) => person_id === 'nam')).toHaveLength(2);
	// Who is remembered already goes on being counted.
	await store([['first-0', 'hoa']]);
	expect((await kept()).find(({ change_id }) => change_id === 'first-0')?.tries).toBe(2);
});

test('after thirty days it begins anew', async () => {
	await store([['a', 'hoa']]);
	await store([['b', 'nam']], { at: later(HOLDS_KEPT_MS) });
	expect((await kept()).map(({ change_id }) => change_id)).toEqual(['a', 'b']);
	await store([['b', 'nam']], { at: later(HOLDS_KEPT_MS + 1) });

	expect((await kept()).map(({ change_id }) => change_id)).toEqual(['b']);
});

test('what has its receipt is put off no longer; the same id in another commune is another change', async () => {
	await store([['a', 'hoa']]);
	await store([['a', 'hoa']], { unitId: '15703' });
	await end(['a']);

	expect(await kept()).toMatchObject([{ unit_id: '15703' }]);
});
