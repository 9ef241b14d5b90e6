import type { ReportKind } from '#lib/domain/report/report-document.ts';
import { m } from '#lib/i18n/generated/messages.js';

export const KIND_WORDS: Record<ReportKind, () => string> = {
	report: m.report_kind_report,
	notice: m.report_kind_notice,
	minutes: m.report_kind_minutes,
	table: m.report_kind_table
};
