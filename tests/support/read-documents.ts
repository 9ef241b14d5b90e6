import { DOMParser, type Element } from '@xmldom/xmldom';
import { strFromU8, unzipSync } from 'fflate';

/** The parts of a Word or Excel file, by their paths. */
export async function partsOf(file: Blob): Promise<Record<string, string>> {
	const parts = unzipSync(new Uint8Array(await file.arrayBuffer()));

	return Object.fromEntries(
		Object.entries(parts)
			.filter(([path]) => /\.(xml|rels)$/.test(path))
			.map(([path, bytes]) => [path, strFromU8(bytes)])
	);
}

/** What an XML parser, which forgives nothing, makes of a Word file's text. */
export async function readWord(file: Blob): Promise<{ paragraphs: string[]; tables: string[][][] }> {
	const parts = await partsOf(file);
	const document = new DOMParser().parseFromString(parts['word/document.xml'] ?? '', 'text/xml');
	const root = document.documentElement!;

	return {
		paragraphs: all(root, 'w:p').map(textOf),
		tables: all(root, 'w:tbl').map((table) =>
			all(table, 'w:tr').map((row) => all(row, 'w:tc').map((cell) => all(cell, 'w:p').map(textOf).join('\n')))
		)
	};
}

const all = (element: Element, name: string): Element[] => [...element.getElementsByTagName(name)];

const textOf = (element: Element): string =>
	all(element, 'w:t')
		.map((text) => text.textContent ?? '')
		.join('');
