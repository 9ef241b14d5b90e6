import type { ReportKind } from '#lib/domain/report/report-document.ts';

/** Which paper opens: "?loai=notice" */
export const KIND_PARAM = 'loai';

/** What was written over one briefing's report has no place in the next one's. */
export const reportDraftKey = (districtId: string, briefingId: string | undefined): string =>
	`report/${districtId}/${briefingId ?? 'none'}`;

export const reportHref = (briefingId: string, kind: ReportKind): string =>
	`/district/report?briefing=${briefingId}&${KIND_PARAM}=${kind}`;
