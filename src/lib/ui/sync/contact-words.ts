import { dateOfInstant, timeOfInstant } from '#lib/domain/dates.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { formatDay, formatList } from '../format.ts';

const DAY_MS = 86_400_000;

interface Contact {
	seenAt: string;
	pending: { changes: number; items?: number | undefined; photos: number; oldest: number | null };
}

export const hasUnsent = ({ pending }: Contact): boolean => pending.changes + pending.photos > 0;

/** What a device had not sent when it was last heard of, and since when. */
export function unsentWords({ pending: { changes, items = changes, photos, oldest } }: Contact, nowMs: number): string {
	const parts = [
		...(items > 0 ? [m.devices_items({ n: items })] : []),
		...(photos > 0 ? [m.devices_photos({ n: photos })] : [])
	];
	if (parts.length === 0) return m.devices_all_sent();
	const what = formatList(parts);
	if (oldest === null) return m.devices_unsent({ what });
	const days = Math.floor((nowMs - oldest) / DAY_MS);

	return days < 1 ? m.devices_unsent_today({ what }) : m.devices_unsent_since({ what, days });
}

export function seenWords({ seenAt }: Contact): string {
	const ms = Date.parse(seenAt);

	return m.devices_seen({ time: `${timeOfInstant(ms)} ${formatDay(dateOfInstant(ms))}` });
}
