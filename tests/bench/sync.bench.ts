import { gzipSync } from 'node:zlib';
import { EDITS, MANY, runCourse, SOME, STORED, type Course } from './course.ts';
import { entrants } from './entrants.ts';
import { makeRows } from './page/sample-rows.ts';
import type { Row, Target } from './row.ts';

export const title = 'Devices, a server and the road between them';

interface Figure {
	name: string;
	unit: string;
	of(course: Course): number;
	target?: Target;
	floor?: Pick<Row, 'floor' | 'floorName'>;
}

/** Needs the production build. */
export async function run(): Promise<Row[]> {
	const courses = await runCourse(entrants());
	const ours = courses.get('ours')!;
	const peers = [...courses].filter(([name]) => name !== 'ours');

	return figures(ours).map(({ of, floor, ...figure }) => ({
		...figure,
		...floor,
		value: of(ours),
		...(peers.length > 0 && { peers: Object.fromEntries(peers.map(([name, course]) => [name, of(course)])) })
	}));
}

function figures({ bareMs }: Course): Figure[] {
	const stored = { floor: bareMs, floorName: 'bare puts of the same rows, 200 a strict commit' };
	const bare = { floor: gzippedBytes(MANY) / MANY, floorName: 'gzip of the bare rows' };

	return [
		{
			name: 'push of 10,000 new',
			unit: 'ms',
			of: ({ push }) => push.ms,
			target: { atMost: 0.5, of: 'rxdb' },
			floor: stored
		},
		{ name: "… the device's work", unit: 'ms', of: ({ push }) => push.deviceMs },
		{ name: '… up, each', unit: 'B', of: ({ push }) => push.up / MANY, target: { atMost: 120 }, floor: bare },
		{ name: '… down, each', unit: 'B', of: ({ push }) => push.down / MANY },
		{ name: '… requests', unit: '', of: ({ push }) => push.requests },
		{
			name: 'pull of 10,000',
			unit: 'ms',
			of: ({ pull }) => pull.ms,
			target: { atMost: 0.4, of: 'rxdb' },
			floor: stored
		},
		{ name: "… the device's work", unit: 'ms', of: ({ pull }) => pull.deviceMs },
		{ name: '… down, each', unit: 'B', of: ({ pull }) => pull.down / MANY, target: { atMost: 115 }, floor: bare },
		{ name: '… requests', unit: '', of: ({ pull }) => pull.requests, target: { atMost: 3 } },
		{ name: 'pull of 10,000, village line', unit: 'ms', of: (c) => c.pullShaped.ms, target: { atMost: 6500 } },
		{
			name: 'pull cut at half, village line: fetched twice',
			unit: '%',
			of: ({ cutPull, pull }) => 100 * (cutPull.down / pull.down - 1),
			target: { atMost: 5 }
		},
		{ name: '100 edits: up, each', unit: 'B', of: (c) => c.editsUp.up / EDITS, target: { atMost: 110 } },
		{
			name: '100 edits: down to another, each',
			unit: 'B',
			of: (c) => c.editsDown.down / EDITS,
			target: { atMost: 110 }
		},
		{ name: 'push of 1,000 new, village line', unit: 'ms', of: (c) => c.pushShaped.ms, target: { atMost: 3000 } },
		{ name: '… up, each', unit: 'B', of: (c) => c.pushShaped.up / SOME },
		{ name: 'cold open of 20,000, first 50 read', unit: 'ms', of: (c) => c.openMs, target: { atMost: 200 } },
		{ name: 'disk, each of 20,000', unit: 'B', of: (c) => c.diskBytes / STORED, target: { atMost: 700 } }
	];
}

const gzippedBytes = (count: number): number =>
	gzipSync(
		makeRows(0, count)
			.map((row) => JSON.stringify(row))
			.join('\n')
	).length;
