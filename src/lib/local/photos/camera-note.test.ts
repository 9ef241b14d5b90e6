import { expect, test } from 'vitest';
import { forgetCamera, formLeftForCamera, noteCamera } from './camera-note.ts';

const MINUTE_MS = 60_000;
const note = { personId: 'can-bo', href: '/field/check/6.3', atMs: 1_000 };

function noted() {
	const kept = new Map<string, string>();
	const storage = {
		getItem: (name: string) => kept.get(name) ?? null,
		setItem: (name: string, value: string) => void kept.set(name, value),
		removeItem: (name: string) => void kept.delete(name)
	};
	noteCamera(storage, note);
	return storage;
}

test('the form that was left for the camera is found once, by whoever left it', () => {
	const storage = noted();
	expect(formLeftForCamera(storage, { personId: 'can-bo', nowMs: 5 * MINUTE_MS })).toBe(note.href);
	expect(formLeftForCamera(storage, { personId: 'can-bo', nowMs: 5 * MINUTE_MS })).toBeUndefined();
	expect(formLeftForCamera(noted(), { personId: 'van-phong', nowMs: 5 * MINUTE_MS })).toBeUndefined();
});

test('a form of hours ago, or one the camera came back to, is left where it is', () => {
	expect(formLeftForCamera(noted(), { personId: 'can-bo', nowMs: 90 * MINUTE_MS })).toBeUndefined();
	const storage = noted();
	forgetCamera(storage);
	expect(formLeftForCamera(storage, { personId: 'can-bo', nowMs: 5 * MINUTE_MS })).toBeUndefined();
});
