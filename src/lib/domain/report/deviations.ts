import type { Unit } from '../unit.ts';
import { runsText, type Block, type Figure, type Paragraph, type ReportDocument } from './report-document.ts';

/** Where a paper says something else than what was counted, because a person wrote it. `counted` and `written` are
 *  what stands; `written` is null where the counted figure stands nowhere in the new words. */
export type Deviation =
	| { kind: 'figure'; where: string; counted: string; written: string | null }
	/** A sentence that was written anew, with all its figures still in it or with none to begin with. */
	| { kind: 'words'; where: string; counted: string; written: string }
	/** A line that did not follow: it still says what was counted, or what follows from it. */
	| { kind: 'behind'; where: string; stillSays: string };

interface Line {
	/** "Dân Lý, Gửi ngành tỉnh", or how the sentence begins. */
	where: string;
	paragraph: Paragraph;
}

export function deviationsIn({ blocks }: Pick<ReportDocument, 'blocks'>, units: readonly Unit[]): Deviation[] {
	const lines = blocks.flatMap(linesOf);
	const edited = new Map<string, Line>();
	const told = lines.flatMap((line) => ownDeviations(line, edited));
	const behind = [...edited].flatMap(([key, from]) =>
		lines.filter((line) => line !== from).flatMap((line) => behindIn(line, key, units))
	);

	return [...told, ...distinct(behind)];
}

/** What a person wrote in this line; the figures that differ are put down in `edited`, each with its first line. */
function ownDeviations(line: Line, edited: Map<string, Line>): Deviation[] {
	const { where, paragraph } = line;
	const isNew = (key: string) => !edited.has(key) && Boolean(edited.set(key, line));

	if (paragraph.computed === undefined) {
		return figuresIn(paragraph)
			.filter(({ key, computed }) => computed !== undefined && isNew(key))
			.map(({ computed, text }) => ({ kind: 'figure', where, counted: computed!, written: text }));
	}
	const written = runsText(paragraph.runs);
	const gone = (paragraph.counted ?? []).filter(({ text }) => !says(written, text));
	const other = numbersIn(written).filter((number) => !says(paragraph.computed!, number));
	for (const { key } of gone) isNew(key);
	if (gone.length === 0) return [{ kind: 'words', where, counted: paragraph.computed, written }];

	return gone.map(({ text }) => ({
		...{ kind: 'figure', where, counted: text },
		written: other.length === 0 ? null : other.join(', ')
	}));
}

function behindIn({ where, paragraph }: Line, key: string, units: readonly Unit[]): Deviation[] {
	if (paragraph.computed !== undefined) return [];
	const still = figuresIn(paragraph).filter(
		(figure) => figure.computed === undefined && (figure.key === key || followsFrom(figure.key, key))
	);
	const text = runsText(paragraph.runs);
	if (still.length === 0 && !isSaidOf(paragraph.key, text, { key, units })) return [];

	const stillSays = still.length > 0 ? [...new Set(still.map((figure) => figure.text))].join(', ') : text;
	return [{ kind: 'behind', where, stillSays }];
}

/** What a figure is about, whether of one commune or summed up. */
function subjectOf(key: string): string {
	const [of = '', name = ''] = key.split('/');
	if (name.startsWith('satisfaction') || of === 'satisfaction') return 'satisfaction';

	return name.startsWith('year-') || name === 'registered' ? 'year' : name;
}

const isSum = (key: string): boolean => key.startsWith('district/') || key.startsWith('satisfaction/');

/** A sum follows from the figure of each commune. */
const followsFrom = (sum: string, figure: string): boolean =>
	isSum(sum) && !isSum(figure) && subjectOf(sum) === subjectOf(figure);

/** Sentences that follow from a commune's figure and hold no figure themselves. */
function isSaidOf(paragraph: string, text: string, { key, units }: { key: string; units: readonly Unit[] }): boolean {
	const [unitId = ''] = key.split('/');
	const subject = subjectOf(key);
	if (paragraph === `forecast/${unitId}`) return subject === 'dossiers';
	const name = units.find(({ id }) => id === unitId)?.name;

	return (
		paragraph.startsWith('assessment/') &&
		['dossiers', 'common', 'sent', 'year'].includes(subject) &&
		name !== undefined &&
		text.includes(name)
	);
}

const figuresIn = ({ runs }: Paragraph): Figure[] => runs.flatMap(({ figure }) => figure ?? []);

const WHERE_LENGTH = 60;

function linesOf(block: Block): Line[] {
	if (block.kind === 'paragraph') {
		const { paragraph } = block;
		const text = paragraph.computed ?? runsText(paragraph.runs);
		const where = text.length > WHERE_LENGTH ? `${text.slice(0, WHERE_LENGTH).trimEnd()}…` : text;
		return [{ where, paragraph }];
	}
	if (block.kind !== 'table') return [];

	const { head, rows } = block.table;
	return rows.flatMap((row) =>
		row.map((paragraph, at) => ({
			where: [runsText(row[1]?.runs ?? []), head[at] ?? ''].filter((part) => part !== '').join(', '),
			paragraph
		}))
	);
}

const NUMBER = /\d+(?:[.,/]\d+)*/g;
const numbersIn = (text: string): string[] => [...new Set(text.match(NUMBER))];

/** A number is said as a whole: 5 is not said in 15, nor in 5/17. */
function says(text: string, figure: string): boolean {
	const wanted = figure.match(NUMBER);
	if (!wanted) return text.toLocaleLowerCase('vi').includes(figure.toLocaleLowerCase('vi'));
	const numbers = numbersIn(text);

	return wanted.every((number) => numbers.includes(number));
}

const distinct = (deviations: readonly Deviation[]): Deviation[] => [
	...new Map(deviations.map((one) => [JSON.stringify(one), one])).values()
];
