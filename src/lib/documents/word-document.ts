import { AlignmentType, Document, Header, Packer, PageNumber, PageOrientation, Paragraph, TextRun } from 'docx';
import { withSoundTexts } from '#lib/domain/changes/sound-json.ts';
import type { ReportDocument } from '#lib/domain/report/report-document.ts';
import { wordBlock } from './word-blocks.ts';
import { wordEnd, wordLetterhead, wordTitle } from './word-frame.ts';
import { FONT, MARGIN, PAGE, SIZE, textWidth } from './word-layout.ts';

/** So many of the last blocks stay on the page of the signature: one line of closing words would look as lost as none. */
const LAST = 2;

/** A Word file laid out as Nghị định 30/2020/NĐ-CP asks. Earlier servers took texts that XML cannot hold. */
export function wordDocument(given: ReportDocument): Promise<Blob> {
	const report = withSoundTexts(given);
	const width = textWidth(report.landscape);
	const document = new Document({
		title: report.subject,
		creator: report.letterhead.agency.replaceAll('\n', ' '),
		styles: {
			default: {
				document: { run: { font: FONT, size: SIZE.body, color: '000000', language: { value: 'vi-VN' } } }
			}
		},
		sections: [
			{
				properties: {
					// Page 1 has a head of its own, which is empty: its number is not shown.
					titlePage: true,
					page: {
						size: {
							...PAGE,
							orientation: report.landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT
						},
						margin: MARGIN
					}
				},
				headers: { first: new Header({ children: [new Paragraph({})] }), default: pageNumber() },
				children: [
					...wordLetterhead(report.letterhead, width),
					...wordTitle(report, width),
					...report.blocks.flatMap((block, at) => wordBlock(block, width, at >= report.blocks.length - LAST)),
					new Paragraph({ keepNext: true, children: [] }),
					...wordEnd(report, width)
				]
			}
		]
	});
	return Packer.toBlob(document);
}

const pageNumber = (): Header =>
	new Header({
		children: [
			new Paragraph({
				alignment: AlignmentType.CENTER,
				children: [new TextRun({ children: [PageNumber.CURRENT], size: SIZE.page })]
			})
		]
	});
