import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse, type AST } from 'svelte/compiler';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const components = globSync('src/**/*.svelte', { cwd: root }).sort();

/** Every node of a component's template. */
function* nodesOf(source: string): Generator<AST.BaseNode> {
	const waiting: unknown[] = [parse(source, { modern: true }).fragment];
	while (waiting.length > 0) {
		const next = waiting.pop();
		if (typeof next !== 'object' || next === null) continue;
		if ('type' in next && 'start' in next) yield next as AST.BaseNode;
		waiting.push(...Object.values(next));
	}
}

/** What is written for people: two rows may say the same, and Svelte then shows nothing at all. */
const TEXTS = /\b(text|words?|label|title|names?|lines?|notes?|remark|post|message|reason|unnamed)$/;

/** Lists whose names are what tells their rows apart. */
const NAMED_BY_NATURE = [
	'src/lib/ui/review/ReturnForm.svelte: reason', // codes
	'src/routes/gallery/StripSamples.svelte: commune.name' // samples
];

describe('components', () => {
	test('tell the rows of a list apart by ids or places, never by their words', () => {
		const found = components.flatMap((file) => {
			const source = readFileSync(resolve(root, file), 'utf8');
			return [...nodesOf(source)]
				.filter((node): node is AST.EachBlock => node.type === 'EachBlock')
				.flatMap(({ key }) => (key ? [source.slice(...rangeOf(key))] : []))
				.filter((key) => TEXTS.test(key))
				.map((key) => `${file}: ${key}`);
		});

		expect([...new Set(found)]).toEqual(NAMED_BY_NATURE);
	});

	test('hand what a page threw to reportError as a function of the window: called by anything else, it throws itself', () => {
		const boundaries = components.flatMap((file) => {
			const source = readFileSync(resolve(root, file), 'utf8');
			return [...nodesOf(source)]
				.filter((node): node is AST.SvelteBoundary => node.type === 'SvelteBoundary')
				.map((node) => ({ file, opening: source.slice(node.start, source.indexOf('\n', node.start)) }));
		});

		expect(boundaries.map(({ file }) => file)).toEqual([
			'src/routes/admin/AdminFrame.svelte',
			'src/routes/district/DeskFrame.svelte',
			'src/routes/field/FieldFrame.svelte'
		]);
		for (const { opening } of boundaries) expect(opening).toContain('onerror={(error) => reportError(error)}');
	});
});

function rangeOf(key: object): [number, number] {
	const { start, end } = key as { start: number; end: number };
	return [start, end];
}
