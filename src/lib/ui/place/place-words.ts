import type { Place } from '#lib/domain/records/fields.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { getLocale } from '#lib/i18n/generated/runtime.js';

/** "19,8172°B 105,5936°Đ": four decimals are about ten metres, as fine as a phone is. */
export function coordinatesWords({ lat, lon }: Pick<Place, 'lat' | 'lon'>): string {
	const northing = { degrees: degrees(lat) };
	const easting = { degrees: degrees(lon) };

	return [
		lat < 0 ? m.place_south(northing) : m.place_north(northing),
		lon < 0 ? m.place_west(easting) : m.place_east(easting)
	].join(' ');
}

const degrees = (value: number) =>
	new Intl.NumberFormat(getLocale(), { minimumFractionDigits: 4, maximumFractionDigits: 4 }).format(Math.abs(value));
