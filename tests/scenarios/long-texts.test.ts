import { expect, test } from 'vitest';
import { TEXT_LIMIT } from '#lib/domain/records/text-limit.ts';
import { failureOf } from '#lib/local/outbox/edit-refused.ts';
import { District, MINH_CHAU } from '../support/district.ts';

/** What kept these words from the disk; null when they were saved. */
async function failureOfSaving(set: { [register: string]: { [field: string]: unknown } }): Promise<string | null> {
	const district = await District.open('sqlite');
	const officer = await district.officerOf(MINH_CHAU);
	try {
		await officer.save(MINH_CHAU, 'remark', officer.newId(), set);
		return null;
	} catch (cause) {
		return failureOf(cause);
	} finally {
		await district.close();
	}
}

const remark = (text: string) => ({ text: { visit: '01645a28-6d62-7186-a117-34d592920292', criterion: 6, text } });

test('a text that is too long is told as that, and never as a full disk', async () => {
	expect(await failureOfSaving(remark('ộ'.repeat(TEXT_LIMIT)))).toBeNull();
	expect(await failureOfSaving(remark('ộ'.repeat(TEXT_LIMIT + 1)))).toBe('too-long');
});

test('what no form should have let through is not the disk either', async () => {
	expect(await failureOfSaving({ text: { criterion: 'sáu' } })).toBe('odd');
	expect(failureOf(new Error('the disk is full'))).toBe('device');
});
