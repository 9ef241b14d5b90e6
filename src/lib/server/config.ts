import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isTradeDate, type TradeDate } from '#lib/domain/dates.ts';

export interface Config {
	port: number;
	/** Where the SQLite file, the photos and the secret lie. */
	dataDir: string;
	/** What people type into the browser: scheme, host and port. */
	origin: string;
	/** postgres://…; without it, SQLite in `dataDir`. */
	databaseUrl: string | undefined;
	/** Only in a demo: the day that counts as today. */
	today: TradeDate | undefined;
}

export class ConfigError extends Error {
	override name = 'ConfigError';
}

const DEFAULT_PORT = 3000;

/** What is set to nothing counts as not set. */
export function readConfig(env: Record<string, string | undefined>): Config {
	const port = readPort(env['PORT'] || String(DEFAULT_PORT));

	return {
		port,
		dataDir: env['DATA_DIR'] || 'data',
		origin: readOrigin(env['ORIGIN'] || `http://localhost:${port}`),
		databaseUrl: readDatabaseUrl(env['DATABASE_URL'] || undefined),
		today: readToday(env['DEMO_TODAY'] || undefined)
	};
}

/** Signs the cookies: kept beside the data, so that a restart signs nobody out. */
export async function ensureSecret(dataDir: string): Promise<string> {
	await mkdir(dataDir, { recursive: true, mode: 0o700 });
	const file = join(dataDir, 'secret');
	try {
		const handle = await open(file, 'wx', 0o600);
		await handle.writeFile(randomBytes(32).toString('base64url'));
		await handle.close();
	} catch (error) {
		if (!isFileExists(error)) throw error;
	}

	const secret = (await readFile(file, 'utf8')).trim();
	if (secret.length < 32)
		throw new ConfigError(`${file} must hold at least 32 characters; remove it to get a new one`);
	return secret;
}

function readPort(text: string): number {
	const port = Number(text);
	if (!/^\d+$/.test(text) || port < 1 || port > 65_535) throw wrong('PORT', 'a number from 1 to 65535', text);

	return port;
}

function readOrigin(text: string): string {
	const url = URL.parse(text);
	if (url === null || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search + url.hash !== '') {
		throw wrong('ORIGIN', 'the address people open, such as https://nongthonmoi.example.vn', text);
	}

	return url.origin;
}

function readDatabaseUrl(text: string | undefined): string | undefined {
	if (text === undefined || /^postgres(ql)?:\/\/./.test(text)) return text;

	// Without the value: it holds a password.
	throw new ConfigError('DATABASE_URL must be postgres://user:password@host:port/database');
}

function readToday(text: string | undefined): TradeDate | undefined {
	if (text === undefined || isTradeDate(text)) return text;

	throw wrong('DEMO_TODAY', 'a date YYYY-MM-DD', text);
}

const wrong = (name: string, expected: string, text: string) =>
	new ConfigError(`${name} must be ${expected}, not ${JSON.stringify(text)}`);

const isFileExists = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST';
