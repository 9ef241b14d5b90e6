import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { EditRefused, failureOf, faultOf } from './edit-refused.ts';
import { NotReceivedYet } from './not-received-yet.ts';

const schema = z.object({
	text: z.string().check(z.minLength(1), z.maxLength(3)),
	count: z.number().check(z.lte(3)),
	on: z.string()
});
const faultIn = (value: unknown) => faultOf(schema.safeParse(value).error);

test('a text that is too long is told from whatever else is wrong, also beside it', () => {
	expect(faultIn({ text: 'dài quá', count: 1, on: '' })).toBe('too-long');
	expect(faultIn({ text: 'dài quá', count: 1 })).toBe('too-long');
	expect(faultIn({ text: 'ngắn', count: 9 })).toBe('too-long');
	expect(faultIn({ text: 'đủ', count: 9, on: '' })).toBe('odd');
	expect(faultIn({ text: '', count: 1, on: '' })).toBe('odd');
	expect(faultIn({ text: 'đủ', count: 1 })).toBe('odd');
	expect(faultOf(undefined)).toBe('odd');
});

test('what kept a save from the disk is the edit, data that have not come down, or the device', () => {
	expect(failureOf(new EditRefused('dossier', 'too-large'))).toBe('too-large');
	expect(failureOf(new NotReceivedYet('not yet'))).toBe('not-received');
	expect(failureOf(new DOMException('full', 'QuotaExceededError'))).toBe('device');
});

test('the log names the failure and its place', () => {
	expect(String(new EditRefused('dossier.state', 'odd'))).toBe('EditRefused: dossier.state: odd');
	expect(String(new NotReceivedYet('not yet'))).toBe('NotReceivedYet: not yet');
});
