import Check from '@lucide/svelte/icons/check';
import Send from '@lucide/svelte/icons/send';
import type { TradeDate } from '#lib/domain/dates.ts';
import { unnamedDepartments, type DepartmentStanding } from '#lib/domain/progress/department-standing.ts';
import type { CommuneProgress, DepartmentProgress } from '#lib/domain/progress/progress.ts';
import type { AppraisalField } from '#lib/domain/records/appraisal/form.ts';
import type { Department } from '#lib/domain/reference/reference.ts';
import { m } from '#lib/i18n/generated/messages.js';
import type { FormWords } from '../app/field-problem-words.ts';
import { formatDay } from '../format.ts';
import type { IconSource } from '../kit/icon-source.ts';
import type { WordTone } from '../kit/tone.ts';

export interface DepartmentLook {
	tone: WordTone;
	icon?: IconSource;
	text: string;
}

type Departments = CommuneProgress['departments'];

/** "Đã kiểm tra 16/10", "Đã gửi 24/10", "Chưa gửi". Where nothing is recorded it is "Chưa rõ" when the commune reported a
 *  number and "Chưa báo" when it did not. */
export function standingLook(
	standing: DepartmentStanding,
	{ sentOn, inspectedOn }: DepartmentProgress,
	{ sent }: Departments
): DepartmentLook {
	switch (standing) {
		case 'inspected':
			return {
				tone: 'leaf',
				icon: Check,
				text:
					inspectedOn === null
						? m.department_inspected()
						: m.department_inspected_day({ day: formatDay(inspectedOn) })
			};
		case 'sent':
			return {
				tone: 'indigo',
				icon: Send,
				text: sentOn === null ? m.department_sent() : m.department_sent_day({ day: formatDay(sentOn) })
			};
		case 'not_sent':
			return { tone: 'soft', text: m.department_not_sent() };
		case 'unknown':
			return { tone: 'soft', text: sent === null ? m.department_unknown() : m.department_unnamed() };
	}
}

/** "Tiêu chí 4, 7" and "Chỉ tiêu 17.4": what a department judges whole, and what of others. */
export function judgedWords({ criteria, indicators }: Department): string {
	const words = [
		criteria.length > 0 ? m.department_criteria({ n: criteria.length, list: criteria.join(', ') }) : '',
		indicators.length > 0 ? m.department_indicators({ n: indicators.length, list: indicators.join(', ') }) : ''
	];

	return words.filter(Boolean).join(' · ');
}

const UNNAMED = {
	sent: { none: m.department_unnamed_sent, some: m.department_unnamed_sent_some },
	inspected: { none: m.department_unnamed_inspected, some: m.department_unnamed_inspected_some }
};

/** Says of how many departments only the number is known, and from when it is. */
export function unnamedWords(departments: Departments, reportedOn: TradeDate | undefined): string[] {
	const left = unnamedDepartments(departments);
	if (reportedOn === undefined) return [];

	const day = formatDay(reportedOn);
	return (['sent', 'inspected'] as const).flatMap((figure) => {
		const n = departments[figure] ?? 0;
		if (left[figure] === 0) return [];

		return left[figure] === n
			? UNNAMED[figure].none({ n, day })
			: UNNAMED[figure].some({ n, day, left: left[figure] });
	});
}

export const APPRAISAL_WORDS: FormWords<AppraisalField> = {
	names: { sentOn: m.department_sent_on, inspectedOn: m.department_inspected_on, note: m.check_note },
	missing: {}
};
