import type { ReportKind } from '#lib/domain/report/report-document.ts';

/** Which paper opens: "?loai=notice" */
export const KIND_PARAM = 'loai';

export const reportHref = (briefingId: string, kind: ReportKind): string =>
	`/district/report?briefing=${briefingId}&${KIND_PARAM}=${kind}`;
