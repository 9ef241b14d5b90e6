import { describe, expect, test } from 'vitest';
import { addDigest, digestOfRecords, fnv1a32, recordDigest, subtractDigest } from './digest.ts';

describe('the digest of a unit', () => {
	test('hashes as FNV-1a does', () => {
		expect(fnv1a32('')).toBe(0x811c9dc5);
		expect(fnv1a32('foobar')).toBe(0xbf9cf968);
	});

	test('of a record does not depend on the order of its registers', () => {
		const a = { value: null, stamp: '1', change: 'x', by: 'p' };
		const b = { value: null, stamp: '1', change: 'y', by: 'p' };
		const record = { kind: 'check', id: '1', seq: 4 };

		expect(recordDigest({ ...record, registers: { a, b } })).toBe(recordDigest({ ...record, registers: { b, a } }));
		expect(recordDigest({ ...record, registers: { a, b } })).not.toBe(
			recordDigest({ ...record, seq: 5, registers: { a, b } })
		);
	});

	test('of a record is the hash of its kind, id, seq and of the changes that stand in it', () => {
		const register = (change: string) => ({ value: null, stamp: '1', change, by: 'p' });
		const record = {
			unitId: '15697',
			kind: 'check',
			id: '1',
			seq: 4,
			registers: { b: register('y'), a: register('x') }
		};

		expect(recordDigest(record)).toBe(fnv1a32('check/1/4/a=x;b=y;'));
		expect(digestOfRecords([])).toBe(0);
		expect(digestOfRecords([record, { ...record, id: '2', registers: {} }])).toBe(
			(fnv1a32('check/1/4/a=x;b=y;') + fnv1a32('check/2/4/')) % 2 ** 32
		);
	});

	test('comes back to where it was when a part is taken off again', () => {
		expect(subtractDigest(addDigest(0xffff_fff0, 0xff), 0xff)).toBe(0xffff_fff0);
	});
});
