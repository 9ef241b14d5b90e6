import { runsText, type ReportDocument, type ReportTable } from './report-document.ts';
import { STRIP_LEGEND, STRIP_SIGNS, stripSigns } from './strip-signs.ts';

/** For a chat: what the paper says in lines, the strips as signs. Tables become a line for each row. */
export function plainText({ type, subject, note, letterhead, blocks }: ReportDocument): string {
	const { number, placeAndDate } = letterhead;
	const head = [type, isOpen(number) ? '' : number, subject, note ?? '', placeAndDate];
	const lines = [...head.filter((line) => line !== ''), ''];
	for (const block of blocks) {
		if (block.kind === 'heading') lines.push('', block.text);
		else if (block.kind === 'paragraph') lines.push(runsText(block.paragraph.runs));
		else if (block.kind === 'table') lines.push('', ...tableLines(block.table));
		else lines.push(STRIP_LEGEND.map(({ state, words }) => `${STRIP_SIGNS[state]} ${words}`).join('  '));
	}
	return lines
		.join('\n')
		.replaceAll(/\n{3,}/g, '\n\n')
		.trim();
}

/** Room for the pen says nothing in a chat. */
const isOpen = (number: string): boolean => number.startsWith('Số:  ');

function tableLines({ caption, head, rows }: ReportTable): string[] {
	const lines = rows.map((row) => {
		const [no, name, ...others] = row;
		const facts = others.flatMap((cell, at) => {
			const text = runsText(cell.runs);
			if (cell.strip) return [stripSigns(cell.strip)];
			return text === '' ? [] : [`${(head[at + 2] ?? '').toLocaleLowerCase('vi')} ${text}`];
		});
		const title = [runsText(name?.runs ?? []), name?.note ? `(${name.note})` : ''].filter(Boolean).join(' ');
		return `${runsText(no?.runs ?? [])}. ${title}: ${facts.join('; ')}`;
	});
	return caption === undefined ? lines : [caption, ...lines];
}
