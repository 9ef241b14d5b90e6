import { afterEach, beforeEach, expect, test } from 'vitest';
import { UndoableTick } from './undoable-tick.svelte.ts';

let reported: unknown[] = [];
beforeEach(() => {
	reported = [];
	globalThis.reportError = (cause) => void reported.push(cause);
});
afterEach(() => {
	Reflect.deleteProperty(globalThis, 'reportError');
});

test('what was ticked can be taken back once, until it leaves', async () => {
	const tick = new UndoableTick();
	const saved: string[] = [];
	const save = (what: string) => () => Promise.resolve(saved.push(what));

	await tick.turn('a', save('a done'), save('a open'));
	expect(tick.done).toBe('a');
	await tick.undo();
	await tick.undo();
	expect(saved).toEqual(['a done', 'a open']);

	await tick.turn('b', save('b done'), save('b open'));
	tick.leave();
	await tick.undo();
	expect(saved).toEqual(['a done', 'a open', 'b done']);
});

test('only the latest tick is offered to be taken back', async () => {
	const tick = new UndoableTick();
	const saved: string[] = [];
	await tick.turn(
		'a',
		async () => {},
		() => Promise.resolve(saved.push('a open'))
	);
	await tick.turn(
		'b',
		async () => {},
		() => Promise.resolve(saved.push('b open'))
	);

	await tick.undo();
	expect(saved).toEqual(['b open']);
});

test('a tick that could not be saved says so and offers nothing', async () => {
	const tick = new UndoableTick();
	const full = new Error('no room');
	await tick.turn(
		'a',
		() => Promise.reject(full),
		async () => {}
	);

	expect(tick).toMatchObject({ done: undefined, failed: 'a', failures: 1 });
	expect(reported).toEqual([full]);
});
