import type { Place } from '#lib/domain/records/fields.ts';
import { ok, refuse, type Result } from '#lib/domain/result.ts';

/** `denied`: the person or the phone does not let us look; `unavailable`: no fix, as under a tin roof. */
export type PlaceRefusal = { kind: 'denied' } | { kind: 'unavailable' };

/** The part of the browser that knows where the phone is; undefined where there is none. */
export type Locator = Pick<Geolocation, 'getCurrentPosition'> | undefined;

const WAIT_MS = 20_000; // a cold start without network data takes about this long under open sky
const DECIMALS = 1e6; // 0.1 m

/** Where the phone is now. Never throws: a form is saved without a place too. `nowInstant` is the trade's clock. */
export function findPlace(locator: Locator, nowInstant: () => string): Promise<Result<Place, PlaceRefusal>> {
	if (!locator) return Promise.resolve(refuse({ kind: 'unavailable' }));

	return new Promise((resolve) => {
		locator.getCurrentPosition(
			({ coords }) =>
				resolve(
					ok({
						lat: rounded(coords.latitude),
						lon: rounded(coords.longitude),
						accuracyM: Math.round(coords.accuracy),
						at: nowInstant()
					})
				),
			(error) => resolve(refuse({ kind: error.code === error.PERMISSION_DENIED ? 'denied' : 'unavailable' })),
			{ enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 0 }
		);
	});
}

/** Whether the place may be asked for without a question coming up over the form. */
export async function isPlaceAllowed(permissions: Pick<Permissions, 'query'> | undefined): Promise<boolean> {
	try {
		return (await permissions?.query({ name: 'geolocation' }))?.state === 'granted';
	} catch {
		return false; // older Safari knows no such permission: there the person taps
	}
}

const rounded = (degrees: number) => Math.round(degrees * DECIMALS) / DECIMALS;
