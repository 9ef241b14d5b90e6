import { runsText, type ReportDocument, type ReportTable } from '#lib/domain/report/report-document.ts';

export { runsText };

export const tablesOf = ({ blocks }: ReportDocument): ReportTable[] =>
	blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []));

/** The text of the paragraph with a key; undefined where the paper has none. */
export function paragraphText({ blocks }: ReportDocument, key: string): string | undefined {
	const found = blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.paragraph] : []));
	const paragraph = found.find((one) => one.key === key);

	return paragraph && runsText(paragraph.runs);
}
