import { describe, expect, test } from 'vitest';
import { fakeTimers } from '../../../../tests/support/fake-timers.ts';
import { createLive, type Heads } from './live.ts';
import { streamHeads } from './stream.ts';

function watchTower() {
	const timers = fakeTimers();
	const live = createLive({ timers });

	return {
		timers,
		live,
		watch(...unitIds: string[]) {
			const heard: Heads[] = [];
			let ended = false;
			const stop = live.subscribe(unitIds, {
				onheads: (heads) => heard.push(heads),
				onend: () => (ended = true)
			});

			return { heard, stop, hasEnded: () => ended };
		}
	};
}

describe('who watches units', () => {
	test('hears of them once for all that happened within a quarter of a second', async () => {
		const { live, timers, watch } = watchTower();
		const { heard } = watch('15697', '15700');

		live.announce('15697', 5);
		live.announce('15697', 7);
		live.announce('15697', 6);
		live.announce('15700', 1);
		await timers.pass(249);
		expect(heard).toEqual([]);
		await timers.pass(1);
		live.announce('15697', 8);
		await timers.pass(250);

		expect(heard).toEqual([{ '15697': 7, '15700': 1 }, { '15697': 8 }]);
	});

	test('hears nothing of other units, and nothing any more after leaving', async () => {
		const { live, timers, watch } = watchTower();
		const one = watch('15697');
		const other = watch('15697', '15700');
		one.stop();

		live.announce('15697', 1);
		live.announce('99999', 1);
		await timers.pass(250);

		expect(one.heard).toEqual([]);
		expect(other.heard).toEqual([{ '15697': 1 }]);
	});

	test('is sent away when the server stops', () => {
		const { live, watch } = watchTower();
		const watcher = watch('15697', '15700');
		live.close();

		expect(watcher.hasEnded()).toBe(true);
	});
});

function openStream(mayStay: () => Promise<boolean> = async () => true) {
	const timers = fakeTimers();
	const live = createLive({ timers });
	const reader = streamHeads({ live, unitIds: ['15697'], mayStay, timers }).getReader();
	const next = async () => {
		const { value, done } = await reader.read();
		return done ? 'end' : new TextDecoder().decode(value);
	};

	return { timers, live, reader, next };
}

describe('the stream of heads', () => {
	test('tells a unit’s new number as an event, and that it is alive as a comment', async () => {
		const { timers, live, next } = openStream();
		expect(await next()).toMatch(/^:.*\n\n$/);

		live.announce('15697', 812);
		await timers.pass(250);
		expect(await next()).toBe('event: heads\ndata: {"units":{"15697":812}}\n\n');

		await timers.pass(25_000);
		expect(await next()).toMatch(/^:.*\n\n$/);
		await timers.pass(25_000);
		expect(await next()).toMatch(/^:.*\n\n$/);
	});

	test('ends for a person who may not read these units any more', async () => {
		let mayStay = true;
		const { timers, next } = openStream(async () => mayStay);
		await next();
		mayStay = false;

		await timers.pass(25_000);

		expect(await next()).toBe('end');
		expect(timers.waiting).toBe(0);
	});

	test('ends when nobody can say whether the person may stay', async () => {
		const { timers, next } = openStream(() => Promise.reject(new Error('the database is away')));
		await next();

		await timers.pass(25_000);

		expect(await next()).toBe('end');
	});

	test('leaves nothing behind when the reader goes', async () => {
		const { timers, live, reader } = openStream();
		await reader.cancel();

		live.announce('15697', 1);
		await timers.pass(250);

		expect(timers.waiting).toBe(0);
	});

	test('ends when the server stops', async () => {
		const { timers, live, next } = openStream();
		await next();
		live.close();

		expect(await next()).toBe('end');
		expect(timers.waiting).toBe(0);
	});

	test('gives up a reader that reads nothing', async () => {
		const { timers, live, next } = openStream();
		for (let seq = 1; seq <= 200; seq++) {
			live.announce('15697', seq);
			await timers.pass(250);
		}

		let events = 0;
		while ((await next()) !== 'end') events++;

		expect(events).toBeLessThan(110);
		expect(timers.waiting).toBe(0);
	});
});
