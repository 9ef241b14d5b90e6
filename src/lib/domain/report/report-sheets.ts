import { indicatorsSheet } from './indicators-sheet.ts';
import type { ReportDocument } from './report-document.ts';
import type { ReportFacts } from './report-facts.ts';
import { capital, dateInReport } from './report-words.ts';
import { briefingSheet, criteriaSheet, editsSheet, satisfactionSheet, type Sheet } from './sheets.ts';

/** Of a workbook: its sheets, and what each says under its title. */
export interface ReportSheets {
	note: string;
	sheets: Sheet[];
}

/** `table` is the briefing's table, `paper` the document that was written over. */
export function reportSheets(
	facts: ReportFacts,
	{ table, paper, isIssued }: { table: ReportDocument; paper: ReportDocument; isIssued: boolean }
): ReportSheets {
	const { district, reference, set, asOf } = facts;
	const totals = { criteria: set.criteria.length, departments: reference.departments.departments.length };
	const edits = editsSheet({ blocks: [...paper.blocks, ...table.blocks] }, reference.units);

	return {
		note: `${capital(district.type)} ${district.name}, số liệu đến ngày ${dateInReport(asOf)}`,
		sheets: [
			briefingSheet(table, totals),
			// Of an issued paper nothing is counted anew.
			...(isIssued ? [] : [criteriaSheet(facts), indicatorsSheet(facts), satisfactionSheet(facts)]),
			...(edits ? [edits] : [])
		]
	};
}
