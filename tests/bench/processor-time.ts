import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second. */
const TICK_MS = 10;

interface Process {
	id: number;
	parent: number;
	ms: number;
	command: string;
}

/** What the processors have worked for the browsers that this program started and that still run, in ms; not a number where the
 *  system does not tell. */
export function browsersTime(): number {
	const processes = readProcesses();
	if (processes.length === 0) return Number.NaN;

	const byId = new Map(processes.map((each) => [each.id, each]));
	const isOurs = ({ parent }: Process): boolean =>
		parent === process.pid || (byId.has(parent) && isOurs(byId.get(parent)!));
	return processes.filter((each) => /chrom/.test(each.command) && isOurs(each)).reduce((sum, { ms }) => sum + ms, 0);
}

function readProcesses(): Process[] {
	const ids = existing(() => readdirSync('/proc').filter((name) => /^\d+$/.test(name))) ?? [];
	return ids.flatMap((id) => existing(() => readProcess(id)) ?? []);
}

function readProcess(id: string): Process {
	const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
	// The name stands in brackets and may hold anything.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number);
	const [command = ''] = readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0');

	return { id: Number(id), parent: parent!, ms: (user! + system!) * TICK_MS, command };
}

/** Processes end while they are being read. */
function existing<T>(read: () => T): T | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}
