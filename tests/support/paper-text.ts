import { runsText, type ReportDocument } from '#lib/domain/report/report-document.ts';

/** All that a paper says, a line for each paragraph and each row of a table. */
export const paperText = ({ subject, note, letterhead, blocks }: ReportDocument): string =>
	[
		letterhead.number,
		subject,
		...(note === undefined ? [] : [note]),
		...blocks.flatMap((block) => {
			if (block.kind === 'heading') return [block.text];
			if (block.kind === 'paragraph') return [runsText(block.paragraph.runs)];
			if (block.kind === 'legend') return [];
			return block.table.rows.map((row) => row.map(({ runs }) => runsText(runs)).join(' | '));
		})
	].join('\n');
