import { describe, expect, test } from 'vitest';
import { place as placeSchema } from '#lib/domain/records/fields.ts';
import { findPlace, isPlaceAllowed, type Locator } from './find-place.ts';

const NOW = () => '2018-11-05T02:40:00.000Z';

const at = (latitude: number, longitude: number, accuracy: number): Locator => ({
	getCurrentPosition: (found) => found({ coords: { latitude, longitude, accuracy } } as GeolocationPosition)
});

const failing = (code: number): Locator => ({
	getCurrentPosition: (_found, failed) => failed?.({ code, PERMISSION_DENIED: 1 } as GeolocationPositionError)
});

describe('the place of a check', () => {
	test('is where the phone is, at the time of the trade', async () => {
		const found = await findPlace(at(19.81720000004, 105.5936, 8.4), NOW);
		expect(found).toEqual({
			ok: true,
			value: { lat: 19.8172, lon: 105.5936, accuracyM: 8, at: '2018-11-05T02:40:00.000Z' }
		});
		expect(found.ok && placeSchema.safeParse(found.value).success).toBe(true);
	});

	test('may be forbidden, or not to be had', async () => {
		expect(await findPlace(failing(1), NOW)).toEqual({ ok: false, refusal: { kind: 'denied' } });
		expect(await findPlace(failing(3), NOW)).toEqual({ ok: false, refusal: { kind: 'unavailable' } });
		expect(await findPlace(undefined, NOW)).toEqual({ ok: false, refusal: { kind: 'unavailable' } });
	});
});

describe('the place is taken unasked', () => {
	const permissions = (state: PermissionState) => ({ query: () => Promise.resolve({ state } as PermissionStatus) });

	test('only where that was allowed before', async () => {
		expect(await isPlaceAllowed(permissions('granted'))).toBe(true);
		expect(await isPlaceAllowed(permissions('prompt'))).toBe(false);
		expect(await isPlaceAllowed(permissions('denied'))).toBe(false);
	});

	test('not on a phone that cannot tell', async () => {
		expect(await isPlaceAllowed(undefined)).toBe(false);
		expect(await isPlaceAllowed({ query: () => Promise.reject(new TypeError('geolocation')) })).toBe(false);
	});
});
