import { describe, expect, test } from 'vitest';
import { headsText, pullEnd, pullRecord, pullRequest, pullScopes, pullUnchanged } from './pull.ts';

const request = { protocol: 1, person: 'can-bo', device: 'phone001', epoch: null, now: 1 };

describe('what a device asks', () => {
	test('is taken with its cursors and what it has not sent', () => {
		const pending = { changes: 2, photos: 1, oldest: 5 };
		const whole = { ...request, pending, cursors: { '15697': ['p', 4] }, limit: 10 };

		expect(pullRequest.parse(whole)).toEqual(whole);
	});

	test('may name a day that cannot be: a wrong clock’s, and no reason to give nothing', () => {
		const pending = { changes: 2, photos: 1, oldest: -5 };

		expect(pullRequest.parse({ ...request, pending }).pending).toEqual({ ...pending, oldest: null });
	});

	test.each<[string, object]>([
		['no envelope', { device: undefined }],
		['a cursor without its seq', { cursors: { '15697': ['p'] } }],
		['a cursor before the first change', { cursors: { '15697': ['p', -1] } }],
		['less than nothing that waits', { pending: { changes: -1, photos: 0, oldest: null } }],
		['what waits without a count', { pending: {} }],
		['pages of nothing', { limit: 0 }],
		['heads that are no hash', { heads: 'x'.repeat(201) }]
	])('with %s is no request', (_, wrong) => {
		expect(pullRequest.safeParse({ ...request, ...wrong }).success).toBe(false);
	});
});

describe('the lines of an answer', () => {
	const scopes = {
		'15697': { perm: 'p', head: 4, mode: 'delta' },
		'15664': { perm: 'p', head: 9, mode: 'snapshot' }
	};
	const first = { scopes, reference: 'r', now: 1, epoch: 'e' };
	const end = { end: true, cursors: { '15697': ['p', 4] }, more: false, digest: { '15697': [3, 77] } };
	const record = { unitId: '15697', kind: 'dossier', id: 'dossier:6', seq: 1, registers: {} };

	test('are told from one another', () => {
		const unchanged = { unchanged: true, now: 1, epoch: 'e' };
		const lines = [first, { record }, end, unchanged];
		const schemas = [pullScopes, pullRecord, pullEnd, pullUnchanged];

		expect(lines.map((line) => schemas.map((schema) => schema.safeParse(line).success))).toEqual([
			[true, false, false, false],
			[false, true, false, false],
			[false, false, true, false],
			[false, false, false, true]
		]);
		expect(lines.map((line, at) => schemas[at]!.parse(line))).toEqual(lines);
	});

	test.each<[string, object]>([
		['a mode that nobody knows', { scopes: { '15697': { perm: 'p', head: 4, mode: 'guess' } } }],
		['no mode', { scopes: { '15697': { perm: 'p', head: 4 } } }]
	])('with %s are none', (_, wrong) => {
		expect(pullScopes.safeParse({ ...first, ...wrong }).success).toBe(false);
	});

	test('with half a digest are none', () => {
		expect(pullEnd.safeParse({ ...end, digest: { '15697': [3] } }).success).toBe(false);
	});
});

test('the heads are one line for each unit, in their order, and the reference', () => {
	// An object gives numbers in their order by itself, and other names in that in which they were put.
	expect(headsText({ 'xa-2': ['p', 4], 'xa-1': ['q', 9] }, 'ref-1')).toBe('xa-1 q 9\nxa-2 p 4\nref-1');
});
