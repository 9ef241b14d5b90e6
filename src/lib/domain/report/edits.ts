import {
	runsText,
	type Block,
	type Paragraph,
	type ReportDocument,
	type Run,
	type TableCell
} from './report-document.ts';
import type { ReportEdits } from './report-form.ts';

/** The document with what people wrote over it. What was computed stays beside each edit. */
export function applyEdits(document: ReportDocument, edits: ReportEdits): ReportDocument {
	return { ...document, blocks: document.blocks.map((block) => editedBlock(block, edits)) };
}

function editedBlock(block: Block, edits: ReportEdits): Block {
	if (block.kind === 'paragraph') return { ...block, paragraph: edited(block.paragraph, edits) };
	if (block.kind !== 'table') return block;

	const rows = block.table.rows.map((row) => row.map((cell): TableCell => edited(cell, edits)));
	return { ...block, table: { ...block.table, rows } };
}

/** A paragraph that was written anew holds no computed figures any more. */
function edited<P extends Paragraph>(paragraph: P, edits: ReportEdits): P {
	const edit = edits[paragraph.key];
	if (edit) {
		const { runs } = paragraph;
		const counted = runs.flatMap(({ figure }) => (figure ? [{ key: figure.key, text: figure.text }] : []));
		return { ...paragraph, runs: [{ text: edit.text }], computed: runsText(runs), counted };
	}

	return { ...paragraph, runs: paragraph.runs.map((run) => editedRun(run, edits)) };
}

function editedRun(run: Run, edits: ReportEdits): Run {
	const edit = run.figure && edits[run.figure.key];
	if (!run.figure || !edit) return run;

	const figure = { ...run.figure, text: edit.text, value: valueOfText(edit.text), computed: run.figure.text };
	return { ...run, text: edit.text, figure };
}

/** "9/17" counts nine: a spreadsheet gets the number. */
function valueOfText(text: string): number | string | null {
	const [, count] = /^\s*(\d+)(?:\s*\/\s*\d+)?\s*$/.exec(text) ?? [];
	if (count !== undefined) return Number(count);

	return text.trim() === '' ? null : text;
}

/** The edits with one more, or without it where the text is the computed one again. */
export function withEdit(edits: ReportEdits, key: string, edit: { text: string; computed: string }): ReportEdits {
	const { [key]: _before, ...others } = edits;

	return edit.text === edit.computed ? others : { ...others, [key]: edit };
}
