import { expect, test } from 'vitest';
import { REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { assigneeNamed } from './assignee.ts';

const [somebody] = REFERENCE.people;
const named = (assignee: string) => assigneeNamed(assignee, REFERENCE.people);

test('a task is of a person by name, or of whoever the words name', () => {
	expect(named(somebody!.id)).toBe(somebody!.name);
	expect(named('Chủ tịch UBND xã')).toBe('Chủ tịch UBND xã');
	expect(named('UBND')).toBe('UBND');
});

test('the id of somebody who is not known here is never shown', () => {
	expect(named('0191b0c0-0000-7000-8000-000000000007')).toBeUndefined();
	expect(named('canbo.thothe')).toBeUndefined();
});
