import { expect, test } from 'vitest';
import { pageAfterSignIn } from './start-page.ts';

test('a commune officer starts in the field, the district and its leaders at the desk, an administrator at the people', () => {
	expect(pageAfterSignIn('commune_officer', null)).toBe('/field');
	expect(pageAfterSignIn('district_office', null)).toBe('/district');
	expect(pageAfterSignIn('leader', null)).toBe('/district');
	expect(pageAfterSignIn('administrator', null)).toBe('/admin');
});

test('the page that asked for signing in is opened afterwards', () => {
	expect(pageAfterSignIn('commune_officer', '/field/visits/1?tab=2')).toBe('/field/visits/1?tab=2');
});

test('no address leads to another site', () => {
	for (const asked of ['//elsewhere.vn', '/\\elsewhere.vn', 'https://elsewhere.vn', 'field', '']) {
		expect(pageAfterSignIn('commune_officer', asked)).toBe('/field');
	}
});
