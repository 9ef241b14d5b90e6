import { expect, test } from 'vitest';
import { lastUnsent, noteUnsent } from './canary.ts';

function memory() {
	const kept = new Map<string, string>();
	return {
		getItem: (name: string) => kept.get(name) ?? null,
		setItem: (name: string, value: string) => void kept.set(name, value)
	};
}

test('each person’s last count is kept, and nothing is known of whoever never worked here', () => {
	const storage = memory();
	noteUnsent(storage, 'can-bo', 4);
	noteUnsent(storage, 'can-bo', 0);
	noteUnsent(storage, 'van-phong', 2);

	expect(lastUnsent(storage, 'can-bo')).toBe(0);
	expect(lastUnsent(storage, 'van-phong')).toBe(2);
	expect(lastUnsent(storage, 'lanh-dao')).toBeNull();
});
