import { expect, test } from 'vitest';
import { isHeldForWifi } from './wifi-only.ts';

test('photos wait for Wi-Fi only by a person’s wish, and only where the browser tells which network it is', () => {
	expect(isHeldForWifi(true, 'cellular')).toBe(true);
	expect(isHeldForWifi(true, 'wifi')).toBe(false);
	expect(isHeldForWifi(true, 'ethernet')).toBe(false);
	expect(isHeldForWifi(true, undefined)).toBe(false);
	expect(isHeldForWifi(false, 'cellular')).toBe(false);
});
