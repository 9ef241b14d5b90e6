import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openTestDatabase } from '../../../../tests/support/databases.ts';
import { silentLog } from '../log.ts';
import type { Heads } from './live.ts';
import { openRelay, type Relay } from './postgres-relay.ts';
import type { Timers } from './timers.ts';

const atOnce: Timers = {
	after(_ms, action) {
		const timer = setImmediate(action);

		return () => clearImmediate(timer);
	}
};

describe('instances on one PostgreSQL', () => {
	let opened: Awaited<ReturnType<typeof openTestDatabase>>;
	const relays: Relay[] = [];

	beforeEach(async () => {
		opened = await openTestDatabase('postgres');
	});
	afterEach(async () => {
		await Promise.all(relays.splice(0).map((relay) => relay.close()));
		await opened.drop();
	});

	async function listeners(): Promise<number[]> {
		const { rows } = await sql<{ pid: number }>`
			select pid from pg_stat_activity
			where application_name = 've-dich live' and datname = current_database() and query ilike 'listen%'
				and state = 'idle'`.execute(opened.database.read);

		return rows.map(({ pid }) => pid);
	}

	function openInstance() {
		if (!('url' in opened.location)) throw new Error('this test is about PostgreSQL');
		const relay = openRelay(opened.location.url, { log: silentLog, timers: atOnce });
		const heard: Heads[] = [];
		relay.listen((heads) => heard.push(heads));
		relays.push(relay);

		return { relay, heard };
	}

	const untilListening = (count: number) =>
		vi.waitFor(async () => expect(await listeners()).toHaveLength(count), { timeout: 20_000 });

	test('hear what the others announce, and not their own words', async () => {
		const one = openInstance();
		const other = openInstance();
		await untilListening(2);

		one.relay.tell({ '15697': 812 });

		await vi.waitFor(() => expect(other.heard).toEqual([{ '15697': 812 }]), { timeout: 20_000 });
		expect(one.heard).toEqual([]);
	});

	test('hear of more units than one message can carry', async () => {
		const one = openInstance();
		const other = openInstance();
		await untilListening(2);
		const heads = Object.fromEntries(
			Array.from({ length: 600 }, (_, i) => [String(10_000 + i), 1_000_000_000 + i])
		);

		one.relay.tell(heads);

		await vi.waitFor(() => expect(Object.assign({}, ...other.heard)).toEqual(heads), { timeout: 20_000 });
	});

	test('connect again when the connection breaks', async () => {
		const { heard } = openInstance();
		await untilListening(1);
		const [broken] = await listeners();

		await sql`select pg_terminate_backend(${broken})`.execute(opened.database.write);
		await vi.waitFor(
			async () => {
				const now = await listeners();
				expect(now).toHaveLength(1);
				expect(now).not.toContain(broken);
			},
			{ timeout: 20_000 }
		);
		const another = openInstance();
		await untilListening(2);
		another.relay.tell({ '15697': 3 });

		await vi.waitFor(() => expect(heard).toEqual([{ '15697': 3 }]), { timeout: 20_000 });
	});
});
