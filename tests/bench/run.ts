import { globSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
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

/** The figure to be reached, in the row's own unit; undefined when what it is a share of was not measured. */
function limitOf({ target, peers, floor }: Row): number | undefined {
	if (!target) return undefined;
	if ('atLeast' in target) return target.atLeast;
	if (!('of' in target)) return target.atMost;
	const whole = target.of === 'floor' ? floor : peers?.[target.of];

	return whole === undefined ? undefined : target.atMost * whole;
}

function targetCells(row: Row): [target: string, reached: string] {
	const { target, value } = row;
	if (!target) return ['', ''];
	const isLeast = 'atLeast' in target;
	const sign = isLeast ? '≥' : '≤';
	const share = 'of' in target ? ` (${target.atMost} × ${target.of})` : '';
	const limit = limitOf(row);
	if (limit === undefined) return [`${sign}${share}`, 'not measured'];

	return [
		`${sign} ${figure.format(limit)}${share}`,
		(isLeast ? value >= limit : value <= limit) ? 'reached' : 'MISSED'
	];
}

function rowToCells(row: Row, peers: readonly string[]): string[] {
	const ratio = ratioOf(row);
	const withUnit = (value: number | undefined) => (value === undefined ? '' : `${figure.format(value)} ${row.unit}`);

	return [
		row.name,
		withUnit(row.value),
		...peers.map((peer) => withUnit(row.peers?.[peer])),
		...targetCells(row),
		withUnit(row.floor),
		ratio === undefined ? '' : `${figure.format(ratio)} ×`,
		row.floorName ?? ''
	];
}

function printTable(rows: Row[]): void {
	const peers = [...new Set(rows.flatMap((row) => Object.keys(row.peers ?? {})))];
	const head = ['', 'measured', ...peers, 'target', '', 'floor', 'ratio', 'what the floor is'];
	const lines = [head, ...rows.map((row) => rowToCells(row, peers))];
	const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
	// Figures stand under one another at their ends; words begin at the left.
	const pad = (cell: string, column: number): string =>
		column === 0 || column === head.length - 1 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!);

	for (const line of lines) console.log(`  ${line.map(pad).join('  ')}`.trimEnd());
}

async function runBench(name: string): Promise<void> {
	const bench = (await import(`./${name}${ENDING}`)) as Bench;
	const started = performance.now();
	console.log(`\n${bench.title} (${name})`);
	printTable(await bench.run());
	console.log(`  ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

const { positionals, values } = parseArgs({
	allowPositionals: true,
	options: { only: { type: 'string', multiple: true }, peers: { type: 'string' } }
});
if (values.peers !== undefined) process.env['BENCH_PEERS'] = values.peers;
const wanted = [...positionals, ...(values.only ?? [])];
const known = findBenches();
const unknown = wanted.filter((name) => !known.includes(name));

if (unknown.length > 0) {
	console.error(`No bench ${unknown.join(', ')}. There are: ${known.join(', ') || 'none'}.`);
	process.exitCode = 1;
} else {
	const [cpu] = cpus();
	const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
	console.log(
		`Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown processor'}, ${memory}, load ${loadavg()[0]!.toFixed(1)}`
	);
	// One after the other: side by side they would measure one another.
	for (const name of wanted.length > 0 ? wanted : known) await runBench(name);
	console.log(`\n${(performance.now() / 1000).toFixed(0)} s in all`);
}
