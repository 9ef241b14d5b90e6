import { beforeEach, expect, test } from 'vitest';
import { Rates } from './rates.ts';

let nowMs: number;
let rates: Rates;
beforeEach(() => {
	nowMs = 0;
	const limits = { push: { most: 10, perSecond: 2 }, pull: { most: 4, perSecond: 1 } };
	rates = new Rates(() => nowMs, limits);
});

const PHONE = { personId: 'can-bo', device: 'phone001' };
const TABLET = { personId: 'can-bo', device: 'tablet01' };

test('a device may send so much at once, and goes on as it comes back with time', () => {
	expect(rates.waitMsOfDevice('push', PHONE)).toBe(0);
	rates.pushed(PHONE, 9);

	expect(rates.waitMsOfDevice('push', PHONE)).toBe(500);
	nowMs += 500;
	expect(rates.waitMsOfDevice('push', PHONE)).toBe(0);
});

test('another device of the person, and another person, may still', () => {
	rates.pushed(PHONE, 10);

	expect(rates.waitMsOfDevice('push', PHONE)).toBeGreaterThan(0);
	expect(rates.waitMsOfDevice('push', TABLET)).toBe(0);
	expect(rates.waitMsOfDevice('push', { ...PHONE, personId: 'nguoi-khac' })).toBe(0);
});

test('three devices’ share is what a person has', () => {
	for (const device of ['phone001', 'tablet01', 'laptop01']) {
		expect(rates.waitMsOfPerson('push', 'can-bo')).toBe(0);
		rates.pushed({ personId: 'can-bo', device }, 10);
	}

	expect(rates.waitMsOfPerson('push', 'can-bo')).toBeGreaterThan(0);
	expect(rates.waitMsOfPerson('push', 'nguoi-khac')).toBe(0);
	// It comes back at the speed of three, too: four are owed, six come in a second.
	nowMs += 667;
	expect(rates.waitMsOfPerson('push', 'can-bo')).toBe(0);
});

test('every request costs something, of the person and of the device, whatever comes of it', () => {
	for (let time = 0; time < 30; time++) expect(rates.waitMsOfPerson('push', 'can-bo')).toBe(0);
	expect(rates.waitMsOfPerson('push', 'can-bo')).toBeGreaterThan(0);

	for (let time = 0; time < 10; time++) expect(rates.waitMsOfDevice('push', TABLET)).toBe(0);
	expect(rates.waitMsOfDevice('push', TABLET)).toBeGreaterThan(0);
});

test('who is told to wait pays nothing for having asked', () => {
	rates.pushed(PHONE, 10);
	rates.pushed(TABLET, 10);
	rates.pushed({ personId: 'can-bo', device: 'laptop01' }, 10);
	for (let time = 0; time < 3; time++) {
		expect(rates.waitMsOfPerson('push', 'can-bo')).toBe(167);
		expect(rates.waitMsOfDevice('push', PHONE)).toBe(500);
	}
});

test('fetching is measured by itself, fifty records like a request', () => {
	rates.pushed(PHONE, 10);
	rates.pulled(PHONE, 150);

	expect(rates.waitMsOfDevice('pull', PHONE)).toBe(0);
	expect(rates.waitMsOfDevice('pull', PHONE)).toBe(1_000);
});

test('a phone that comes back after a month sends ten thousand changes without waiting', () => {
	rates = new Rates(() => nowMs);
	for (let batch = 0; batch < 50; batch++) {
		expect(rates.waitMsOfDevice('push', PHONE)).toBe(0);
		rates.pushed(PHONE, 200);
	}

	expect(rates.waitMsOfDevice('push', PHONE)).toBe(0);
	rates.pushed(PHONE, 2_000);
	expect(rates.waitMsOfDevice('push', PHONE)).toBeGreaterThan(0);
	rates.pulled(TABLET, 150_000);
	expect(rates.waitMsOfDevice('pull', TABLET)).toBe(0);
	rates.pulled(TABLET, 50_000);
	expect(rates.waitMsOfDevice('pull', TABLET)).toBeGreaterThan(0);
});
