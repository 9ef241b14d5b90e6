import type { ReportDocument } from '#lib/domain/report/report-document.ts';
import type { Sheet } from '#lib/domain/report/sheets.ts';

/** What a page asks the worker to make. */
export type DocumentOrder = { kind: 'word'; document: ReportDocument } | { kind: 'excel'; sheets: Sheet[] };

export type DocumentAnswer = { blob: Blob } | { failure: string };
