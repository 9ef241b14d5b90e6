import { describe, expect, test } from 'vitest';
import type { CrossCheck } from '#lib/domain/review/cross-checks.ts';
import { messageFor, readyMessage } from './ready-words.ts';

const facts: CrossCheck[] = [
	{ kind: 'paper_missing', name: 'Biên bản nghiệm thu', note: undefined },
	{ kind: 'paper_missing', name: 'Quyết định', note: undefined }
];

describe('the message of a return', () => {
	test('names the papers that are missing', () => {
		expect(readyMessage('missing_papers', facts)).toBe('Bổ sung: Biên bản nghiệm thu và Quyết định.');
		expect(readyMessage('missing_papers', [])).toBe('Bổ sung giấy tờ chứng minh cho số này.');
	});

	test('follows the reason until somebody types', () => {
		const first = messageFor('photo_unclear', { reason: null, text: '' }, facts);
		expect(first).toBe(readyMessage('photo_unclear', facts));
		expect(messageFor('photo_mismatch', { reason: 'photo_unclear', text: first }, facts)).toBe(
			readyMessage('photo_mismatch', facts)
		);
		expect(messageFor('photo_mismatch', { reason: 'photo_unclear', text: `${first} Chụp cả mái.` }, facts)).toBe(
			`${first} Chụp cả mái.`
		);
	});
});
