import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from './free-port.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const NODE = join(ROOT, 'node_modules/.bin/node');
/** Filled once a run; every server starts from a copy. */
const TEMPLATE = join(ROOT, 'test-results/demo-data');

export function fillTemplate(): void {
	rmSync(TEMPLATE, { recursive: true, force: true });
	execFileSync(NODE, [join(ROOT, 'tests/support/fill-demo.ts'), TEMPLATE], { cwd: ROOT, stdio: 'inherit' });
}

/** The production build serving the demo, as a process of its own. */
export class Production {
	readonly port: number;
	readonly dataDir: string;
	readonly #databaseUrl: string | undefined;
	#process: ChildProcess | undefined;

	private constructor(port: number, { dataDir, databaseUrl }: { dataDir: string; databaseUrl?: string }) {
		this.port = port;
		this.dataDir = dataDir;
		this.#databaseUrl = databaseUrl;
	}

	static async start(): Promise<Production> {
		if (!existsSync(join(TEMPLATE, 've-dich.db'))) fillTemplate();
		const dataDir = mkdtempSync(join(tmpdir(), 've-dich-e2e-'));
		cpSync(TEMPLATE, dataDir, { recursive: true });
		const production = new Production(await freePort(), { dataDir });
		await production.run();
		return production;
	}

	/** On a PostgreSQL that holds nothing yet. */
	static async startOnPostgres(databaseUrl: string): Promise<Production> {
		const dataDir = mkdtempSync(join(tmpdir(), 've-dich-e2e-'));
		const env = { ...process.env, DATABASE_URL: databaseUrl };
		execFileSync(NODE, [join(ROOT, 'tests/support/fill-demo.ts'), dataDir], { cwd: ROOT, stdio: 'inherit', env });
		const production = new Production(await freePort(), { dataDir, databaseUrl });
		await production.run();
		return production;
	}

	/** It has stopped by itself. */
	get hasEnded(): boolean {
		return this.#process !== undefined && (this.#process.exitCode ?? this.#process.signalCode) !== null;
	}

	get origin(): string {
		return `http://localhost:${this.port}`;
	}

	/** Starts the server, or starts it again on the same data and port. */
	async run(): Promise<void> {
		this.#process = spawn(NODE, ['src/cli/start.ts'], {
			cwd: ROOT,
			stdio: ['ignore', 'ignore', 'inherit'],
			env: {
				...process.env,
				PORT: String(this.port),
				ORIGIN: this.origin,
				DATA_DIR: this.dataDir,
				DEMO_TODAY: '2018-11-05',
				NODE_ENV: 'production',
				...(this.#databaseUrl !== undefined && { DATABASE_URL: this.#databaseUrl })
			}
		});
		await this.#answers();
	}

	/** The server is gone from one moment to the next. */
	async kill(): Promise<void> {
		const running = this.#process;
		this.#process = undefined;
		if (!running || running.exitCode !== null) return;
		const gone = new Promise((resolve) => running.once('exit', resolve));
		running.kill('SIGKILL');
		await gone;
	}

	async stop(): Promise<void> {
		await this.kill();
		rmSync(this.dataDir, { recursive: true, force: true });
	}

	/** Resolves when the server answers; fails when it ends first. */
	async #answers(): Promise<void> {
		for (;;) {
			if (this.#process?.exitCode != null) throw new Error(`the server ended with ${this.#process.exitCode}`);
			const answer = await fetch(`${this.origin}/api/health`).catch(() => undefined);
			if (answer?.ok) return;
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	}
}
