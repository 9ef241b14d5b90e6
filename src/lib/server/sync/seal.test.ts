import { describe, expect, test } from 'vitest';
import type { Change } from '#lib/domain/changes/change.ts';
import { formatReading } from '#lib/domain/changes/clock.ts';
import { nextId } from '../../../../tests/support/records.ts';
import { Seal } from './seal.ts';

const MS = Date.parse('2018-11-05T02:00:00Z');
const seal = new Seal('a secret for tests, long enough to be one');
const stamp = formatReading({ ms: MS, counter: 0, device: 'phone001' });
const change: Change = {
	...{ id: nextId(), v: 1, unitId: '15697', kind: 'check', recordId: nextId() },
	set: { measurement: { value: { on: '2018-11-05', value: 2, met: 'not_met' }, prev: null } },
	...{ hlc: stamp, device: 'phone001', n: 1 }
};
const given = { change, personId: 'hoa', stamp };
const proof = seal.proofOf(given, 'epoch-1');

describe('the proof that the server gave a change its stamp', () => {
	test('holds, and says whether the database is still the one that gave it', () => {
		expect(seal.readProof({ ...given, proof }, 'epoch-1')).toBe('this-epoch');
		expect(seal.readProof({ ...given, proof }, 'epoch-2')).toBe('other-epoch');
	});

	test('holds for the change as it comes back: fields in another order, the stamp and the proof beside it', () => {
		const { set, ...rest } = change;
		const value = { met: 'not_met', value: 2, on: '2018-11-05' };
		const back = {
			set: { measurement: { prev: null, value } },
			...rest,
			again: stamp,
			proof,
			made: { at: 1, after: 0 }
		};

		expect(set).not.toBe(back.set);
		expect(seal.readProof({ ...given, change: back, proof }, 'epoch-1')).toBe('this-epoch');
	});

	const other = formatReading({ ms: MS - 1, counter: 0, device: 'phone001' });
	const changed = { ...change.set, measurement: { value: { on: '2018-11-05', value: 3, met: 'met' }, prev: null } };
	test.each([
		['another stamp', { stamp: other }],
		['another person', { personId: 'nam' }],
		['another value', { change: { ...change, set: changed } }],
		['another record', { change: { ...change, recordId: nextId() } }],
		['another unit', { change: { ...change, unitId: '15700' } }],
		['another change', { change: { ...change, id: nextId() } }],
		['another proof', { proof: seal.proofOf({ ...given, personId: 'nam' }, 'epoch-1') }],
		['nothing', { proof: '' }],
		['half of it', { proof: proof.slice(0, 10) }]
	])('does not hold for %s', (_, forged) => {
		expect(seal.readProof({ ...given, proof, ...forged }, 'epoch-1')).toBe('none');
	});

	test('a mark names the change at a place of the log, in one epoch', () => {
		const place = { epoch: 'epoch-1', unitId: '15697', seq: 8 };
		const mark = seal.markOf(place, change.id);

		expect(seal.isMark(place, mark)).toBe(true);
		expect(seal.markOf(place, nextId())).not.toBe(mark);
		for (const other of [{ epoch: 'epoch-2' }, { unitId: '15700' }, { seq: 9 }])
			expect(seal.isMark({ ...place, ...other }, mark)).toBe(false);
		for (const forged of ['', 'x', `000000000000${mark.slice(12)}`]) expect(seal.isMark(place, forged)).toBe(false);
	});

	test('what devices keep of earlier versions of this program holds on', () => {
		const known = { ...change, id: '018f0000-0000-7000-8000-000000000001', recordId: 'check-1' };
		const place = { epoch: 'epoch-1', unitId: '15697', seq: 8 };

		expect(seal.markOf(place, known.id)).toBe('000000000001JWDYHEHSuVSIWlGQx5ba8w');
		expect(seal.proofOf({ ...given, change: known }, 'epoch-1')).toBe('s6eIx0Ue5kkp6nhPQqn_Lgxb1fozZP');
	});

	test('does not hold for another server', () => {
		const elsewhere = new Seal('another secret for tests, as long as the first');

		expect(elsewhere.readProof({ ...given, proof }, 'epoch-1')).toBe('none');
	});
});
