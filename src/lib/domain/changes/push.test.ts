import { describe, expect, test } from 'vitest';
import { SERVER_DEVICE, SERVER_PERSON, bodyOf, recordKeyText, type Change } from './change.ts';
import { PUSH_LIMITS, pushAnswer, pushRequest, readChange } from './push.ts';

const ID = '018f0000-0000-7000-8000-000000000001';
const READING = '0jo3f0000000.phone001';

const change: Change = {
	id: ID,
	v: 1,
	unitId: '15697',
	kind: 'check',
	recordId: ID,
	set: { measurement: { value: { on: '2018-11-05' }, prev: null } },
	hlc: READING,
	device: 'phone001',
	n: 1,
	made: { at: 1, after: 0 },
	again: READING
};
const withRegisters = (count: number) => ({
	...change,
	set: Object.fromEntries(Array.from({ length: count }, (_, at) => [`register${at}`, { value: null, prev: ID }]))
});
const ofBytes = (bytes: number) => {
	const texts = (note: string) => ({
		...change,
		set: { measurement: { value: { a: 'x'.repeat(9_000), b: note, ...filling }, prev: null } }
	});
	const filling = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`t${at}`, 'x'.repeat(9_000)]));
	const bare = new TextEncoder().encode(JSON.stringify(texts(''))).length;
	return texts('x'.repeat(bytes - bare));
};

describe('a change that came in', () => {
	test('is read as it was sent, without what the protocol does not name', () => {
		expect(readChange({ ...change, by: 'somebody' })).toEqual({ ok: true, value: change });
	});

	test('may have as many registers and bytes as the limits say', () => {
		expect(readChange(withRegisters(32)).ok).toBe(true);
		expect(readChange(ofBytes(PUSH_LIMITS.changeBytes)).ok).toBe(true);
	});

	test.each<[string, unknown, string]>([
		['is no object', 'a text', 'change: Invalid input'],
		['has an id that is no UUID', { ...change, id: 'x' }, 'id: not a UUID'],
		['is of a unit that cannot be', { ...change, unitId: '' }, 'unitId: not the id of a unit or record'],
		['is of a kind that cannot be', { ...change, kind: '1' }, 'kind: not the name of a kind'],
		['has a register that cannot be', { ...change, set: { '1': { value: null, prev: null } } }, 'set.1: Invalid'],
		[
			'has a register without prev',
			{ ...change, set: { state: { value: null } } },
			'set.state.prev: Invalid input'
		],
		['has a reading that is none', { ...change, hlc: 'now' }, 'hlc: not a clock reading'],
		['has a device that is none', { ...change, device: 'x' }, 'device: not the id of a device'],
		['says only half of when it was made', { ...change, made: { at: 1 } }, 'made.after: Invalid input'],
		['had a stamp that is none', { ...change, again: 'then' }, 'again: not a stamp'],
		['has too many registers', withRegisters(33), 'set: too many registers'],
		[
			'has a flaw in a value',
			{ ...change, set: { state: { value: { a: '\ud800' }, prev: null } } },
			'a text holds what is no character'
		],
		['has a byte too many', ofBytes(PUSH_LIMITS.changeBytes + 1), 'a change may have 65536 bytes']
	])('is refused when it %s', (_, raw, refusal) => {
		// How zod goes on depends on the language it was given, if any.
		expect(readChange(raw)).toEqual({ ok: false, refusal: expect.stringContaining(refusal) });
	});
});

test('a request takes what the protocol says, and its changes unread', () => {
	const request = { protocol: 1, person: 'can-bo', device: 'phone001', epoch: null, now: 1, changes: [{ odd: 1 }] };

	expect(pushRequest.parse(request)).toEqual(request);
	expect(pushRequest.safeParse({ ...request, device: 'x' }).error?.issues[0]?.message).toBe('not the id of a device');
	expect(pushRequest.safeParse({ ...request, person: '\ud800' }).error?.issues[0]?.message).toBe('not sound');
	expect(pushRequest.safeParse({ changes: [] }).success).toBe(false);
	expect(pushRequest.safeParse({ ...request, changes: undefined }).success).toBe(false);
	expect(PUSH_LIMITS).toEqual({ changes: 200, compressedBytes: 262_144, plainBytes: 2_097_152, changeBytes: 65_536 });
});

describe('an answer', () => {
	const register = { value: { state: 'complete' }, stamp: READING, change: ID, by: 'can-bo', ofLater: 1 };
	const record = { unitId: '15697', kind: 'check', id: ID, seq: 1, registers: { state: register } };
	const ok = { id: ID, r: 'ok', seq: 1, stamp: READING, was: 0, lost: ['state'] };
	const refused = { id: ID, r: 'refused', code: 'of-a-later-version', message: '' };
	const hold = { id: ID, r: 'hold', code: 'of-a-later-version' };
	const answer = { now: 1, epoch: 'e', device: 'renew', receipts: [ok, refused, hold], records: [record] };

	test('is read whole, with codes and fields of a later version', () => {
		expect(pushAnswer.parse(answer)).toEqual(answer);
	});

	test.each<[string, object]>([
		['a receipt that is none of the three', { receipts: [{ ...ok, r: 'maybe' }] }],
		['a receipt without its seq', { receipts: [{ ...ok, seq: undefined }] }],
		['a refusal without its code', { receipts: [{ id: ID, r: 'refused' }] }],
		['a hold without its code', { receipts: [{ id: ID, r: 'hold' }] }],
		['a record without its registers', { records: [{ ...record, registers: undefined }] }],
		['a register without its value', { records: [{ ...record, registers: { state: { stamp: READING } } }] }],
		['another word about the device', { device: 'keep' }]
	])('with %s is none', (_, wrong) => {
		expect(pushAnswer.safeParse({ ...answer, ...wrong }).success).toBe(false);
	});

	test('with a stamp that is none says so', () => {
		const { error } = pushAnswer.safeParse({ ...answer, receipts: [{ ...ok, stamp: 'now' }] });

		expect(error?.issues[0]).toMatchObject({ path: ['receipts', 0, 'stamp'], message: 'not a stamp' });
	});
});

test('what is told beside a change on its way does not make it another one', () => {
	const { made: _, again: __, ...body } = change;

	expect(bodyOf({ ...change, proof: 'proof' })).toEqual(body);
});

test('a record is named by its unit, its kind and its id', () => {
	expect(recordKeyText({ unitId: '15697', kind: 'dossier', recordId: 'dossier:6' })).toBe('15697/dossier/dossier:6');
});

test('the server’s own changes bear the names that the protocol gives them', () => {
	expect([SERVER_DEVICE, SERVER_PERSON]).toEqual(['00server', 'server']);
});
