import { expect, test } from 'vitest';
import { isCodeMissing } from './code-missing.ts';

test.each([
	'Failed to fetch dynamically imported module: http://localhost/_app/immutable/nodes/9.js',
	'error loading dynamically imported module: http://localhost/_app/immutable/nodes/9.js',
	'Importing a module script failed.',
	'Unable to preload CSS for /_app/immutable/assets/9.css'
])('a page whose code is not on the device: %s', (message) => {
	expect(isCodeMissing(new TypeError(message))).toBe(true);
});

test('another failure of a page is none of those', () => {
	expect(isCodeMissing(new TypeError('Failed to fetch'))).toBe(false);
	expect(isCodeMissing('Importing a module script failed.')).toBe(false);
});
