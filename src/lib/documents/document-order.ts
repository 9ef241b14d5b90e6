import type { ReportDocument } from '#lib/domain/report/report-document.ts';
import type { ReportSheets } from '#lib/domain/report/report-sheets.ts';

/** What a page asks the worker to make. */
export type DocumentOrder = { kind: 'word'; document: ReportDocument } | { kind: 'excel'; workbook: ReportSheets };

export type DocumentAnswer = { blob: Blob } | { failure: string };
