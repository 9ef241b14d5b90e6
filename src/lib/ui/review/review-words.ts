import { findCriterion, findIndicator, type CriteriaSet, type Indicator } from '#lib/domain/criteria/criteria-set.ts';
import { isCorrected, type JudgedValue } from '#lib/domain/review/judged-values.ts';
import { m } from '#lib/i18n/generated/messages.js';
import Clock from '@lucide/svelte/icons/clock';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import LockOpen from '@lucide/svelte/icons/lock-open';
import Undo2 from '@lucide/svelte/icons/undo-2';
import { criterionName } from '../criterion-name.ts';
import { formatAmount } from '../format.ts';
import type { StateLook } from '../kit/state-look.ts';

export const indicatorOf = (value: JudgedValue, set: CriteriaSet): Indicator | undefined =>
	value.kind === 'check' ? findIndicator(set, value.check.indicator) : undefined;

/** "6.3", "Buổi kiểm tra, tiêu chí 6" */
export const shortName = (value: JudgedValue): string =>
	value.kind === 'check' ? value.check.indicator : m.review_finding_short({ n: value.criterion });

/** "6.3 Tỷ lệ thôn có nhà văn hóa …" */
export function fullTitle(value: JudgedValue, set: CriteriaSet): string {
	if (value.kind === 'check')
		return `${value.check.indicator} ${criterionName(indicatorOf(value, set)?.name ?? '')}`.trim();
	const name = criterionName(findCriterion(set, value.criterion)?.name ?? '');

	return m.review_finding_title({ n: value.criterion, name });
}

export function stateLook(value: JudgedValue): StateLook {
	const { state, request } = value;
	if (request) return { tone: 'gold', icon: LockOpen, text: m.review_state_asked() };

	switch (state) {
		case 'verified':
			return { tone: 'leaf', icon: CircleCheck, text: m.review_state_verified() };
		case 'returned':
			return { tone: 'brick', icon: Undo2, text: m.review_state_returned() };
		case 'reopened':
			return { tone: 'indigo', icon: LockOpen, text: m.review_state_reopened() };
		case 'waiting':
			return {
				tone: 'indigo',
				icon: Clock,
				text: isCorrected(value) ? m.review_state_corrected() : m.review_state_waiting()
			};
	}
}

/** "340 m", "1,2 km" */
export const distanceWords = (metres: number): string =>
	metres < 1_000 ? formatAmount(Math.round(metres), 'm') : formatAmount(Math.round(metres / 100) / 10, 'km');
