import type { CellState } from '../progress/progress.ts';
import type { DocumentHead, Issued } from '../records/document/read.ts';
import type { StoredBlock } from '../records/document/schema.ts';
import type { RecordEdit } from '../records/record-edit.ts';
import { TEXT_LIMIT } from '../records/text-limit.ts';
import type { Block, Paragraph, ReportDocument, Run, TableCell } from './report-document.ts';

/** What a paper is issued with, beside its text. */
export interface IssueOf {
	unitId: string;
	recordId: string;
	briefingId: string;
	asOf: DocumentHead['asOf'];
	/** Empty for one that the registry gives later. */
	no: string;
	replaces?: DocumentHead['replaces'];
}

/** The paper as a record: its head and number, then its text in as many changes as it takes. */
export function storeDocument(document: ReportDocument, { unitId, recordId, no, ...of }: IssueOf): RecordEdit[] {
	const parts = partsOf(document.blocks.map(storedBlock));
	const { kind, on, letterhead, type, subject, purpose, note, recipients, signers, landscape, symbol } = document;
	const { above, agency, placeAndDate } = letterhead;
	const head: DocumentHead = {
		...{ briefingId: of.briefingId, kind, on, asOf: of.asOf, symbol, above, agency, placeAndDate, type, subject },
		...(purpose !== null && { purpose }),
		...(note !== undefined && { note }),
		...{ recipients, landscape, parts: parts.length },
		signers: signers.map(({ post, name }) => ({ post, name })),
		...(of.replaces && { replaces: of.replaces })
	};
	const edit = (set: RecordEdit['set']): RecordEdit => ({ unitId, kind: 'document', recordId, set });

	return [
		edit({ head, ...(no !== '' && { number: { no } }) }),
		...parts.map((blocks, at) => edit({ [`part:${at}`]: { blocks } }))
	];
}

/** The paper as pages and files show it; undefined while parts of it have not arrived. */
export function issuedDocument({ head, blocks, number }: Issued): ReportDocument | undefined {
	if (!blocks) return undefined;
	const { kind, on, symbol, above, agency, placeAndDate, type, subject, purpose = null, note } = head;
	const { recipients, signers, landscape } = head;

	return {
		...{ kind, on, symbol, type, subject, purpose, recipients, signers, landscape },
		...(note !== undefined && { note }),
		letterhead: { above, agency, placeAndDate, number: numberLine(number ?? '', symbol) },
		blocks: shownBlocks(blocks)
	};
}

/** "Số: 05/TB-VPĐP". An open number leaves room for the pen; those under 10 get a zero. */
export function numberLine(typed: string, symbol: string): string {
	const number = typed.trim();
	const shown = number === '' ? '      ' : /^\d$/.test(number) ? `0${number}` : number;

	return `Số: ${shown}/${symbol}`;
}

function storedBlock(block: Block): StoredBlock {
	if (block.kind === 'paragraph') return { kind: 'paragraph', paragraph: storedLines(block.paragraph) };
	if (block.kind !== 'table') return block;

	return { kind: 'table', ...block.table, rows: block.table.rows.map((row) => row.map(storedCell)) };
}

type StoredLines = Extract<StoredBlock, { kind: 'paragraph' }>['paragraph'];
type StoredTable = Extract<StoredBlock, { kind: 'table' }>;
type StoredCell = StoredTable['rows'][number][number];
type StoredRun = StoredLines['runs'][number];

/** Where a figure came from is left out: those records go on, and would tell of another day. */
const storedLines = ({ key, runs, computed, counted }: Paragraph): StoredLines => ({
	key,
	runs: runs.flatMap(storedRuns),
	...(computed !== undefined && { computed: computed.slice(0, TEXT_LIMIT) }),
	...(counted && { counted: counted.map(({ key: of, text }) => ({ key: of, text })) })
});

/** A text beyond what a change may hold becomes several that stand side by side. */
function storedRuns({ figure, text, ...look }: Run): StoredRun[] {
	if (figure) {
		const { key, value, computed } = figure;
		return [{ text, ...look, figure: { key, value, ...(computed !== undefined && { computed }) } }];
	}
	const count = Math.max(Math.ceil(text.length / TEXT_LIMIT), 1);
	return Array.from({ length: count }, (_, at) => ({
		text: text.slice(at * TEXT_LIMIT, (at + 1) * TEXT_LIMIT),
		...look
	}));
}

function storedCell({ strip, note, center, bold, ...lines }: TableCell): StoredCell {
	const cells = strip?.cells.map(({ criterion, state, blocked }) => `${criterion}:${state}${blocked ? '!' : ''}`);

	return {
		...storedLines(lines),
		...(note !== undefined && { note }),
		...(strip && cells && { strip: { cells: cells.join(' '), groups: strip.groups } }),
		...(center && { center }),
		...(bold && { bold })
	};
}

function shownBlocks(blocks: readonly StoredBlock[]): Block[] {
	const shown: Block[] = [];
	for (const block of blocks) {
		const last = shown.at(-1);
		if (block.kind === 'heading') shown.push({ kind: 'heading', level: block.level, text: block.text });
		else if (block.kind === 'legend') shown.push({ kind: 'legend' });
		else if (block.kind === 'paragraph') shown.push({ kind: 'paragraph', paragraph: shownLines(block.paragraph) });
		else if (block.goesOn && last?.kind === 'table')
			last.table.rows.push(...block.rows.map((row) => row.map(shownCell)));
		else shown.push(shownTable(block));
	}
	return shown;
}

const shownTable = ({ caption, head, widths, rows }: StoredTable): Block => ({
	kind: 'table',
	table: { ...(caption !== undefined && { caption }), head, widths, rows: rows.map((row) => row.map(shownCell)) }
});

function shownLines({ key, runs, computed, counted }: StoredLines): Paragraph {
	return {
		key,
		runs: runs.map(({ text, bold, italic, figure }) => ({
			...{ text, ...(bold && { bold }), ...(italic && { italic }) },
			...(figure && { figure: shownFigure(text, figure) })
		})),
		...(computed !== undefined && { computed }),
		...(counted && { counted })
	};
}

const shownFigure = (text: string, { key, value, computed }: NonNullable<StoredRun['figure']>) => ({
	...{ key, text, value, sources: [] },
	...(computed !== undefined && { computed })
});

function shownCell({ strip, note, center, bold, ...lines }: StoredCell): TableCell {
	return {
		...shownLines(lines),
		...(note !== undefined && { note }),
		...(strip && { strip: { cells: strip.cells.split(' ').flatMap(shownState), groups: strip.groups } }),
		...(center && { center }),
		...(bold && { bold })
	};
}

function shownState(text: string): { criterion: number; state: CellState; blocked: boolean }[] {
	const [, criterion, state, mark] = /^(\d+):([a-z]+)(!?)$/.exec(text) ?? [];

	return state === undefined
		? []
		: [{ criterion: Number(criterion), state: state as CellState, blocked: mark === '!' }];
}

/** A change may have 2,000 fields and 64 KiB; between the two there is room for what stands around. */
const PART_LIMITS = { fields: 1_500, bytes: 48_000 };

/** The blocks in parts that a change can carry; a long table is divided between its rows. */
function partsOf(blocks: readonly StoredBlock[]): StoredBlock[][] {
	const parts: { blocks: StoredBlock[]; fields: number; bytes: number }[] = [];
	for (const piece of blocks.flatMap(piecesOf)) {
		const [fields, bytes] = [fieldsIn(piece), new TextEncoder().encode(JSON.stringify(piece)).length];
		let part = parts.at(-1);
		if (!part || part.fields + fields > PART_LIMITS.fields || part.bytes + bytes > PART_LIMITS.bytes) {
			part = { blocks: [], fields: 0, bytes: 0 };
			parts.push(part);
		}
		append(part.blocks, piece);
		part.fields += fields;
		part.bytes += bytes;
	}
	return parts.length === 0 ? [[]] : parts.map((part) => part.blocks);
}

/** A table row by row, each able to begin a part. */
function piecesOf(block: StoredBlock): StoredBlock[] {
	if (block.kind !== 'table' || block.rows.length < 2) return [block];

	return block.rows.map((row, at) =>
		at === 0 ? { ...block, rows: [row] } : { kind: 'table', goesOn: true, head: [], widths: [], rows: [row] }
	);
}

function append(blocks: StoredBlock[], piece: StoredBlock): void {
	const last = blocks.at(-1);
	if (piece.kind === 'table' && piece.goesOn && last?.kind === 'table') last.rows.push(...piece.rows);
	else blocks.push(piece.kind === 'table' ? { ...piece, rows: [...piece.rows] } : piece);
}

/** As the server counts them. */
function fieldsIn(value: unknown): number {
	if (typeof value !== 'object' || value === null) return 0;
	const inside: unknown[] = Object.values(value);

	return inside.length + inside.reduce<number>((sum, one) => sum + fieldsIn(one), 0);
}
