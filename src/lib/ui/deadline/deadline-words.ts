import Calendar from '@lucide/svelte/icons/calendar';
import Clock from '@lucide/svelte/icons/clock';
import ClockAlert from '@lucide/svelte/icons/clock-alert';
import { addDays, type TradeDate } from '#lib/domain/dates.ts';
import { deadlineTone, type DeadlineTone } from '#lib/domain/progress/schedule.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { formatDate, formatWeekday } from '../format.ts';
import type { IconSource } from '../kit/icon-source.ts';
import type { WordTone } from '../kit/tone.ts';

export const DEADLINE_LOOK: Record<DeadlineTone, { tone: WordTone; icon: IconSource }> = {
	late: { tone: 'brick', icon: ClockAlert },
	soon: { tone: 'gold', icon: Clock },
	later: { tone: 'soft', icon: Calendar }
};

/** "Quá hạn 3 ngày", "Hôm nay", "Còn 2 ngày", "Thứ Sáu 09/11"; a day of another year with its year. */
export function deadlineWords(dueOn: TradeDate, daysLeft: number): string {
	if (daysLeft < 0) return m.due_late({ n: -daysLeft });
	if (daysLeft === 0) return m.due_today();
	if (deadlineTone(daysLeft) === 'soon') return m.due_left({ n: daysLeft });

	const today = addDays(dueOn, -daysLeft);
	return dueOn.slice(0, 4) === today.slice(0, 4) ? formatWeekday(dueOn) : formatDate(dueOn);
}
