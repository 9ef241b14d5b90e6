import { dateOfInstant, timeOfInstant } from '#lib/domain/dates.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { formatDay } from '../format.ts';
import type { Arrival } from './form-view.ts';

/** Who wrote meanwhile, and when: with the day, since a draft may have lain for days. */
export function arrivalWords({ name, isSelf, atMs }: Pick<Arrival, 'name' | 'isSelf' | 'atMs'>): string {
	const when = m.form_arrived_at({ time: timeOfInstant(atMs), day: formatDay(dateOfInstant(atMs)) });

	return isSelf ? m.form_arrived_self({ when }) : m.form_arrived({ name, when });
}
