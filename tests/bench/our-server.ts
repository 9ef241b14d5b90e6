import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Unit } from '#lib/domain/unit.ts';
import type { Role } from '#lib/domain/access/role.ts';
import { createPerson } from '#lib/server/accounts/people.ts';
import { installReference } from '#lib/server/reference/install.ts';
import { openServer } from '#lib/server/server.ts';
import { REFERENCE } from '../support/trieu-son.ts';
import { UNITS } from './page/sample-rows.ts';
import type { BenchServer } from './stage.ts';

const ROOT = resolve(import.meta.dirname, '../..');
export const PASSWORD = 've-dich-2018';
export const PROVINCE_COMMUNES = 559;

export interface Loop {
	p50: number;
	p99: number;
	max: number;
}

/** The production build on an empty database, with an officer of the five communes. */
export async function startOurs(folder: string, origin: string, port: number): Promise<BenchServer & OurProcess> {
	const dataDir = join(folder, 'server');
	await fill(dataDir);
	const process_ = spawn(
		join(ROOT, 'node_modules/.bin/node'),
		['--import', join(import.meta.dirname, 'watch-loop.ts'), 'src/cli/start.ts'],
		{
			cwd: ROOT,
			stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
			env: {
				...process.env,
				...{ PORT: String(port), ORIGIN: origin, DATA_DIR: dataDir, DEMO_TODAY: '2018-11-05' },
				NODE_ENV: 'production'
			}
		}
	);
	await untilAnswers(`http://localhost:${port}/api/health`);
	return new OurProcess(process_);
}

class OurProcess implements BenchServer {
	readonly #process: ChildProcess;

	constructor(running: ChildProcess) {
		this.#process = running;
	}

	/** How late the server's event loop was since the last time it was asked, in ms. */
	async loop(): Promise<Loop> {
		this.#process.send('loop');
		const [told] = (await once(this.#process, 'message')) as [Loop];
		return told;
	}

	async stop(): Promise<void> {
		if (this.#process.exitCode !== null) return;
		const gone = once(this.#process, 'exit');
		this.#process.kill('SIGKILL');
		await gone;
	}
}

async function fill(dataDir: string): Promise<void> {
	const server = await openServer({
		dataDir,
		origin: 'http://localhost',
		secret: 'only for filling',
		today: '2018-11-05'
	});
	const other = { id: 'bench-province', level: 'province', parentId: null, type: 'tỉnh', name: 'Bench' } as const;
	const otherDistrict = {
		...other,
		id: 'bench-district',
		level: 'district',
		parentId: other.id,
		type: 'huyện'
	} as const;
	const units: Omit<Unit, 'code' | 'region'>[] = [other, otherDistrict];
	for (let index = 0; index < PROVINCE_COMMUNES; index++) {
		units.push({ id: `b${index}`, level: 'commune', parentId: otherDistrict.id, type: 'xã', name: `Xã ${index}` });
	}
	await installReference(server.database, {
		...REFERENCE,
		units: [...REFERENCE.units, ...units.map((unit) => ({ ...unit, code: unit.id, region: 'north_central' }))]
	});
	const people: { id: string; role: Role; units: string[] }[] = [
		{ id: 'bench', role: 'commune_officer', units: UNITS },
		{ id: 'province', role: 'district_office', units: [other.id] }
	];
	for (const person of people) {
		const made = await createPerson(server, {
			...person,
			...{ username: person.id, password: PASSWORD, name: 'Cán bộ', post: 'Công chức xã' }
		});
		if (!made.ok) throw new Error(`${person.id} could not be made: ${made.refusal.kind}`);
	}
	await server.close();
}

export async function untilAnswers(url: string): Promise<void> {
	for (let tries = 0; tries < 300; tries++) {
		const answered = await fetch(url).catch(() => undefined);
		if (answered) return;
		await wait(100);
	}
	throw new Error(`${url} does not answer`);
}
