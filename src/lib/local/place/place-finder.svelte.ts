import type { Place } from '#lib/domain/records/fields.ts';
import { findPlace, isPlaceAllowed, type Locator, type PlaceRefusal } from './find-place.ts';

export type PlaceSearch = 'idle' | 'seeking' | PlaceRefusal['kind'];

/** Looks for the place of one form, on a tap or once by itself. */
export class PlaceFinder {
	search: PlaceSearch = $state('idle');
	readonly #nowInstant: () => string;
	readonly #locator: Locator;
	readonly #permissions: Pick<Permissions, 'query'> | undefined;

	constructor(
		nowInstant: () => string,
		{ geolocation, permissions }: Partial<Pick<Navigator, 'geolocation' | 'permissions'>>
	) {
		this.#nowInstant = nowInstant;
		this.#locator = geolocation;
		this.#permissions = permissions;
	}

	/** Null while nothing was found; what stood before stands on. */
	async take(): Promise<Place | null> {
		if (this.search === 'seeking') return null;
		this.search = 'seeking';
		const found = await findPlace(this.#locator, this.#nowInstant);
		this.search = found.ok ? 'idle' : found.refusal.kind;

		return found.ok ? found.value : null;
	}

	/** Without a question coming up over what somebody is writing. */
	async takeIfAllowed(): Promise<Place | null> {
		return (await isPlaceAllowed(this.#permissions)) ? this.take() : null;
	}
}
