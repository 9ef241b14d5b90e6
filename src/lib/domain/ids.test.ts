import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isUuid, makeDeviceId, makeUuid } from './ids.ts';

const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
const instant = fc.integer({ min: 0, max: 2 ** 45 });

test('an id is a UUID of version 7, whatever the dice give', () => {
	fc.assert(
		fc.property(instant, random, (nowMs, bytes) => {
			const id = makeUuid(nowMs, bytes);
			expect(isUuid(id)).toBe(true);
			expect(id[14]).toBe('7');
			expect('89ab').toContain(id[19]);
		})
	);
});

test('ids sort by the millisecond in which they were made', () => {
	fc.assert(
		fc.property(instant, instant, random, random, (a, b, bytesOfA, bytesOfB) => {
			fc.pre(a < b);
			expect(makeUuid(a, bytesOfA) < makeUuid(b, bytesOfB)).toBe(true);
		})
	);
});

test('ids of one millisecond differ by the dice alone', () => {
	const [one, other] = [new Uint8Array(10).fill(1), new Uint8Array(10).fill(2)];
	expect(makeUuid(1_541_000_000_000, one)).not.toBe(makeUuid(1_541_000_000_000, other));
	expect(makeUuid(1_541_000_000_000, one)).toBe('0166cac1-f200-7101-8101-010101010101');
});

test.each(['0166CAC1-F200-7101-8101-010101010101', '0166cac1f200710181010101010101', 'dossier:6', ''])(
	'"%s" is no id',
	(text) => {
		expect(isUuid(text)).toBe(false);
	}
);

test('a device is called by eight letters and digits', () => {
	fc.assert(
		fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (bytes) => {
			expect(makeDeviceId(bytes)).toMatch(/^[a-z0-9]{8}$/);
		})
	);
});
