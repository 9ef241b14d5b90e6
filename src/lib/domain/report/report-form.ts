import type { TradeDate } from '../dates.ts';
import type { Issued } from '../records/document/read.ts';
import type { Unit } from '../unit.ts';
import type { ReportKind } from './report-document.ts';

/** What a person chose and typed around and over the computed text. */
export type ReportForm = {
	kind: ReportKind;
	above: string;
	agency: string;
	/** Filled in by the registry, so often still open. */
	number: string;
	/** The end of the symbol: VPĐP in "05/BC-VPĐP". */
	organ: string;
	place: string;
	/** Empty for today. */
	on: TradeDate | '';
	post: string;
	name: string;
	secretary: string;
	startedAt: string;
	endedAt: string;
	/** One to a line. */
	recipients: string;
	/** Parts that are left out. */
	without: ReportPart[];
	edits: ReportEdits;
};

export const REPORT_PARTS = ['progress', 'table', 'strips', 'assessment', 'findings', 'conclusions'] as const;
export type ReportPart = (typeof REPORT_PARTS)[number];

/** What a person wrote over a figure or a paragraph, with what was computed when they did. */
export type ReportEdits = { [key: string]: { text: string; computed: string } };

export function firstForm(district: Unit): ReportForm {
	return {
		kind: 'report',
		above: `BCĐ CHƯƠNG TRÌNH XÂY DỰNG NTM ${district.type} ${district.name}`.toLocaleUpperCase('vi'),
		agency: 'VĂN PHÒNG ĐIỀU PHỐI',
		number: '',
		organ: 'VPĐP',
		place: district.name,
		on: '',
		post: 'CHÁNH VĂN PHÒNG',
		name: '',
		secretary: '',
		startedAt: '',
		endedAt: '',
		recipients: `Ban Chỉ đạo ${district.type};\nUBND các xã;\nLưu: VT, VPĐP.`,
		without: [],
		edits: {}
	};
}

/** A form that begins with what stood around the district's last paper: offices sign alike from one briefing to the next. */
export function usualForm(district: Unit, issued: readonly Pick<Issued, 'head'>[]): ReportForm {
	const form = firstForm(district);
	const last = issued.findLast(({ head }) => head.signers.length === 1)?.head;
	if (!last) return form;
	const { above, agency, symbol, recipients, signers } = last;

	return {
		...form,
		...{ above, agency, organ: symbol.slice(symbol.indexOf('-') + 1), recipients: recipients.join('\n') },
		...signers[0]
	};
}
