import { foldMarks } from '../search.ts';
import type { ReportDocument, ReportKind } from './report-document.ts';

const NAMES: Record<ReportKind, string> = {
	report: 'bao-cao',
	notice: 'thong-bao-ket-luan',
	minutes: 'bien-ban',
	table: 'bang-tong-hop'
};

/** ASCII only: old machines and mail programs spoil other letters. "bao-cao-giao-ban-trieu-son-2018-11-02.docx" */
export function reportFileName(
	{ kind, on }: Pick<ReportDocument, 'kind' | 'on'>,
	district: string,
	ending: string
): string {
	const place = foldMarks(district)
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^-|-$/g, '');

	return `${[NAMES[kind], 'giao-ban', place, on].filter((part) => part !== '').join('-')}.${ending}`;
}
