import { dateOfInstant, timeOfInstant } from '#lib/domain/dates.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { formatDay } from '../format.ts';

/** When somebody else wrote: time and day, since a draft may have lain for days. */
export const arrivedAt = (atMs: number): string =>
	m.form_arrived_at({ time: timeOfInstant(atMs), day: formatDay(dateOfInstant(atMs)) });
