import {
	AlignmentType,
	BorderStyle,
	Paragraph,
	Table,
	TableCell,
	TableLayoutType,
	TableRow,
	TextRun,
	WidthType
} from 'docx';
import type { Letterhead, ReportDocument, Signer } from '#lib/domain/report/report-document.ts';
import { columnTwips, lineTwips, SIZE } from './word-layout.ts';

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE };

const MOTTO = 'Độc lập - Tự do - Hạnh phúc';

interface Look {
	size: number;
	bold?: boolean;
	italics?: boolean;
}

const line = (
	text: string,
	look: Look,
	alignment: (typeof AlignmentType)[keyof typeof AlignmentType] = AlignmentType.CENTER
) => new Paragraph({ alignment, children: [new TextRun({ text, ...look })] });

/** A rule of a certain length in the middle of a column: the border of an empty line, never underlined text. */
function rule(length: number, column: number): Paragraph {
	const indent = Math.max(Math.round((column - length) / 2), 0);

	return new Paragraph({
		indent: { left: indent, right: indent },
		spacing: { before: 20, after: 40, line: 40, lineRule: 'exact' },
		border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
		children: []
	});
}

/** Two columns without borders. */
function columns(widths: number[], cells: Paragraph[][]): Table {
	return new Table({
		layout: TableLayoutType.FIXED,
		width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
		columnWidths: widths,
		borders: { ...NO_BORDERS, insideHorizontal: NONE, insideVertical: NONE },
		rows: [
			new TableRow({
				cantSplit: true,
				children: cells.map(
					(children, at) =>
						new TableCell({
							width: { size: widths[at]!, type: WidthType.DXA },
							borders: NO_BORDERS,
							children
						})
				)
			})
		]
	});
}

/** Agency and number on the left, the state's name and motto, place and date on the right. */
export function wordLetterhead({ above, agency, number, placeAndDate }: Letterhead, width: number): Table[] {
	const widths = columnTwips([40, 60], width);
	const [left = 0, right = 0] = widths;
	const upright = { size: SIZE.letterhead };
	const strong = { size: SIZE.letterhead, bold: true };
	const agencyRule = Math.min(lineTwips(agency.split('\n').at(-1) ?? ''), left) * 0.4;

	return [
		columns(widths, [
			[
				...(above === '' ? [] : above.split('\n')).map((part) => line(part, upright)),
				...agency.split('\n').map((part) => line(part, strong)),
				rule(agencyRule, left)
			],
			[
				line('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', strong),
				line(MOTTO, { size: SIZE.body, bold: true }),
				rule(lineTwips(MOTTO) * (SIZE.body / SIZE.letterhead), right)
			]
		]),
		// Number and date stand on one line, however many lines the agency takes.
		columns(widths, [
			[line(number, { size: SIZE.number })],
			[line(placeAndDate, { size: SIZE.body, italics: true })]
		])
	];
}

export function wordTitle({ type, subject, purpose, note }: ReportDocument, width: number): Paragraph[] {
	const strong = { size: SIZE.body, bold: true };

	return [
		new Paragraph({
			spacing: { before: 240 },
			alignment: AlignmentType.CENTER,
			children: [new TextRun({ text: type, ...strong })]
		}),
		line(subject, strong),
		...[purpose, note].flatMap((words) => (words ? [line(words, { size: SIZE.body, italics: true })] : [])),
		rule(Math.min(lineTwips(subject), width) * 0.35, width),
		new Paragraph({ spacing: { after: 60 }, children: [] })
	];
}

/** Who gets it on the left, who signs on the right; minutes are signed by two. */
export function wordEnd({ recipients, signers }: ReportDocument, width: number): Table[] {
	const [first, second] = signers;
	if (first && second) return [columns(columnTwips([1, 1], width), [signature(first), signature(second)])];

	const list = recipients.map((to) => line(`- ${to}`, { size: SIZE.recipients }, AlignmentType.LEFT));
	const title = new Paragraph({
		children: [new TextRun({ text: 'Nơi nhận:', bold: true, italics: true, size: SIZE.recipientsTitle })]
	});
	return [
		columns(columnTwips([1, 1], width), [
			[title, ...list],
			first ? signature(first) : [line('', { size: SIZE.body })]
		])
	];
}

const signature = ({ post, name }: Signer): Paragraph[] => [
	...post.split('\n').map((part) => line(part.trim(), { size: SIZE.body, bold: true })),
	...Array.from({ length: 4 }, () => line('', { size: SIZE.body })),
	line(name, { size: SIZE.body, bold: true })
];
