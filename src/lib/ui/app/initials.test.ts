import { expect, test } from 'vitest';
import { initialsOf } from './initials.ts';

test.each([
	['Văn phòng Điều phối', 'VP'],
	['đặng  Thị Ấm', 'ĐT'],
	['Quản', 'Q'],
	['', '']
])('%s has the initials %s', (name, initials) => {
	expect(initialsOf(name)).toBe(initials);
});
