import { expect, test } from 'vitest';
import { bytesWords } from './bytes-words.ts';

test.each([
	[0, '0 KB'],
	[4_200, '5 KB'],
	[180_000, '0,2 MB'],
	[6_420_000, '6,4 MB'],
	[41_700_000, '42 MB'],
	[1_640_000_000, '1,6 GB'],
	[58_300_000_000, '58 GB']
])('%i bytes read %s', (bytes, words) => {
	expect(bytesWords(bytes).replace('\u00a0', ' ')).toBe(words);
});
