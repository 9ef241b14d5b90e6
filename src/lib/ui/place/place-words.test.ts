import { expect, test } from 'vitest';
import { coordinatesWords } from './place-words.ts';

test('a place is written as on a Vietnamese map', () => {
	expect(coordinatesWords({ lat: 19.81724, lon: 105.5936 })).toBe('19,8172°B 105,5936°Đ');
	expect(coordinatesWords({ lat: -8.5, lon: -120 })).toBe('8,5000°N 120,0000°T');
});
