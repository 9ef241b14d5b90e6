import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { putBare } from './page/put-bare.ts';
import { makeRows, type SampleRow } from './page/sample-rows.ts';
import { browsersTime } from './processor-time.ts';
import { VILLAGE, type Line, type Traffic } from './proxy.ts';
import { Stage, type Entrant } from './stage.ts';

export const MANY = 10_000;
export const SOME = 1_000;
export const EDITS = 100;
export const STORED = 20_000;

export interface Passed extends Traffic {
	ms: number;
	/** What the processors have worked for the device meanwhile: its browser, all processes of it. */
	deviceMs: number;
}

/** What an entrant's devices did, step by step. */
export interface Course {
	push: Passed;
	pull: Passed;
	pullShaped: Passed;
	cutPull: Passed;
	editsUp: Passed;
	editsDown: Passed;
	pushShaped: Passed;
	openMs: number;
	bareMs: number;
	diskBytes: number;
}

type Step = (stage: Stage, course: Partial<Course>) => Promise<void>;

/** The same steps by every entrant, each step by all of them before the next: a noisy minute of the machine meets all. */
export async function runCourse(entrants: readonly Entrant[]): Promise<Map<string, Course>> {
	const stages: Stage[] = [];
	const courses = entrants.map((): Partial<Course> => ({}));
	try {
		for (const entrant of entrants) stages.push(await Stage.set(entrant));
		for (const [number, step] of STEPS.entries()) {
			for (const [index, stage] of stages.entries()) {
				const started = performance.now();
				await step(stage, courses[index]!);
				const seconds = ((performance.now() - started) / 1000).toFixed(1);
				console.error(`  step ${number + 1} of ${STEPS.length}, ${entrants[index]!.name}: ${seconds} s`);
			}
		}
		return new Map(entrants.map(({ name }, index) => [name, courses[index] as Course]));
	} finally {
		for (const stage of stages) await stage.strike();
	}
}

const STEPS: Step[] = [
	async (stage, course) => void (course.push = await pushFrom(stage, 'first', makeRows(0, MANY))),
	async (stage, course) => void (course.pull = await pullInto(stage, 'second')),
	async (stage, course) => void (course.pullShaped = await pullInto(stage, 'third', { line: VILLAGE })),
	async (stage, course) => {
		course.cutPull = await pullInto(stage, 'fourth', { cutAfter: course.pull!.down / 2, line: VILLAGE });
	},
	async (stage, course) => {
		const rows = makeRows(0, EDITS);
		course.editsUp = await stage.withDevice('first', async (device) => {
			await device.do('prepare');
			await device.do('edit', rows, 'Đã kiểm tra lại, đủ hồ sơ');
			return counted(stage, () => device.do('push'));
		});
		course.editsDown = await pullInto(stage, 'second');
	},
	async (stage, course) => {
		course.pushShaped = await pushFrom(stage, 'third', makeRows(MANY, SOME), VILLAGE);
	},
	async (stage, course) => {
		await pushFrom(stage, 'second', makeRows(MANY + SOME, STORED - MANY - SOME));
		await pullInto(stage, 'first', { count: STORED });
		course.openMs = await stage.withDevice('first', (device) => device.do('open'));
		// Opened once more, the browser has tidied up what it had written.
		course.diskBytes = bytesOnDisk(stage.profile('first'));
		course.bareMs = await stage.withDevice('bare', ({ page }) => page.evaluate(putBare, makeRows(0, MANY)));
	}
];

function pushFrom(stage: Stage, name: string, rows: SampleRow[], line?: Line): Promise<Passed> {
	return stage.withDevice(name, async (device) => {
		await device.do('prepare');
		await device.do('save', rows);
		return counted(stage, () => device.do('push'), line);
	});
}

interface Pulling {
	line?: Line;
	cutAfter?: number;
	count?: number;
}

function pullInto(stage: Stage, name: string, { line, cutAfter, count = MANY }: Pulling = {}): Promise<Passed> {
	return stage.withDevice(name, async (device) => {
		await device.do('prepare');
		if (cutAfter === undefined) return counted(stage, () => device.do('pull', count), line);

		return counted(
			stage,
			() => {
				stage.proxy.cutAfter(cutAfter);
				// Who gives up at the cut is asked once more.
				return device.do('pull', count).catch(() => device.do('pull', count));
			},
			line
		);
	});
}

async function counted(stage: Stage, work: () => Promise<number>, line?: Line): Promise<Passed> {
	stage.proxy.become(line);
	stage.proxy.take();
	const before = browsersTime();
	try {
		const ms = await work();
		return { ms, ...stage.proxy.take(), deviceMs: browsersTime() - before };
	} finally {
		stage.proxy.become(undefined);
	}
}

function bytesOnDisk(profile: string): number {
	const [kilobytes] = execFileSync('du', ['-sk', join(profile, 'Default/IndexedDB')], { encoding: 'utf8' }).split(
		'\t'
	);
	return Number(kilobytes) * 1024;
}
