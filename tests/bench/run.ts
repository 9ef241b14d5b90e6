import { globSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench, Row } from './row.ts';

const ENDING = '.bench.ts';

const figure = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });

function findBenches(): string[] {
	return globSync(`*${ENDING}`, { cwd: import.meta.dirname })
		.map((file) => basename(file, ENDING))
		.sort();
}

function ratioOf({ value, floor, ratio }: Row): number | undefined {
	return ratio ?? (floor === undefined || floor === 0 ? undefined : value / floor);
}

function rowToCells(row: Row): string[] {
	const ratio = ratioOf(row);
	const floor = row.floor === undefined ? '' : `${figure.format(row.floor)} ${row.unit}`;

	return [
		row.name,
		`${figure.format(row.value)} ${row.unit}`,
		floor,
		ratio === undefined ? '' : `${figure.format(ratio)} ×`,
		row.floorName ?? ''
	];
}

function printTable(rows: Row[]): void {
	const lines = [['', 'measured', 'floor', 'ratio', 'what the floor is'], ...rows.map(rowToCells)];
	const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
	// Figures stand under one another at their ends; words begin at the left.
	const pad = (cell: string, column: number): string =>
		column === 0 || column === 4 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);

	for (const line of lines) console.log(`  ${line.map(pad).join('  ')}`.trimEnd());
}

async function runBench(name: string): Promise<void> {
	const bench = (await import(`./${name}${ENDING}`)) as Bench;
	const started = performance.now();
	console.log(`\n${bench.title} (${name})`);
	printTable(await bench.run());
	console.log(`  ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

const { positionals } = parseArgs({ allowPositionals: true });
const known = findBenches();
const unknown = positionals.filter((name) => !known.includes(name));

if (unknown.length > 0) {
	console.error(`No bench ${unknown.join(', ')}. There are: ${known.join(', ') || 'none'}.`);
	process.exitCode = 1;
} else {
	const [cpu] = cpus();
	const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
	console.log(`Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown processor'}, ${memory}`);
	// One after the other: side by side they would measure one another.
	for (const name of positionals.length > 0 ? positionals : known) await runBench(name);
}
