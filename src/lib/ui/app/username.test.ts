import { expect, test } from 'vitest';
import { isPlainUsername, tidyUsername } from './username.ts';

test('a name is taken without the capital and the spaces that a phone adds', () => {
	expect(tidyUsername(' Minhchau.CB ')).toBe('minhchau.cb');
	expect(tidyUsername('\u200bminhchau\ufeff')).toBe('minhchau');
});

test('a name on which Telex has put accents is noticed, in either form of Unicode', () => {
	expect(isPlainUsername('minhchau.cb')).toBe(true);
	expect(isPlainUsername(tidyUsername('minhchâu'))).toBe(false);
	expect(isPlainUsername(tidyUsername('minhchâu'.normalize('NFD')))).toBe(false);
	expect(isPlainUsername(tidyUsername('đan.ly'))).toBe(false);
});

test('a name with a space inside is noticed', () => {
	expect(isPlainUsername('minh chau')).toBe(false);
});
