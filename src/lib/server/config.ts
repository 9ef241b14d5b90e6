import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isTradeDate, type TradeDate } from '#lib/domain/dates.ts';
import type { S3Place } from './photos/s3-place.ts';

export interface Config {
	port: number;
	/** The address to listen on. */
	host: string;
	/** Where the SQLite file, the photos and the secret lie. */
	dataDir: string;
	/** What people type into the browser: scheme, host and port. */
	origin: string;
	/** postgres://…; without it, SQLite in `dataDir`. */
	databaseUrl: string | undefined;
	/** Where the photos lie instead of `dataDir`. */
	s3: S3Place | undefined;
	/** Only in a demo: the day that counts as today. */
	today: TradeDate | undefined;
}

export class ConfigError extends Error {
	override name = 'ConfigError';
}

const DEFAULT_PORT = 3000;

/** Only this machine: whoever wants others to reach the program past a proxy says so. */
const DEFAULT_HOST = '127.0.0.1';

/** What is set to nothing counts as not set. */
export function readConfig(env: Record<string, string | undefined>): Config {
	const port = readPort(env['PORT'] || String(DEFAULT_PORT));

	return {
		port,
		host: env['HOST'] || DEFAULT_HOST,
		dataDir: env['DATA_DIR'] || 'data',
		origin: readOrigin(env['ORIGIN'] || `http://localhost:${port}`),
		databaseUrl: readDatabaseUrl(env['DATABASE_URL'] || undefined),
		s3: readS3(env),
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

/** All of them or none; Amazon's own servers need no endpoint. */
function readS3(env: Record<string, string | undefined>): S3Place | undefined {
	const endpoint = env['S3_ENDPOINT'] || undefined;
	const place = {
		bucket: env['S3_BUCKET'] || '',
		region: env['S3_REGION'] || '',
		accessKeyId: env['S3_ACCESS_KEY_ID'] || '',
		secretAccessKey: env['S3_SECRET_ACCESS_KEY'] || ''
	};
	const told = Object.values(place).filter((value) => value !== '').length;
	if (told === 0 && endpoint === undefined) return undefined;

	// Without the values: one of them is a secret.
	if (told < Object.keys(place).length)
		throw new ConfigError('S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY must be set together');
	if (endpoint !== undefined && !/^https?:$/.test(URL.parse(endpoint)?.protocol ?? ''))
		throw wrong('S3_ENDPOINT', 'the address of an S3-compatible server, such as https://s3.example.vn', endpoint);
	return { ...place, endpoint };
}

function readToday(text: string | undefined): TradeDate | undefined {
	if (text === undefined || isTradeDate(text)) return text;

	throw wrong('DEMO_TODAY', 'a date YYYY-MM-DD', text);
}

const wrong = (name: string, expected: string, text: string) =>
	new ConfigError(`${name} must be ${expected}, not ${JSON.stringify(text)}`);

const isFileExists = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST';
