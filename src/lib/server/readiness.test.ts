import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../../tests/support/databases.ts';
import { freePort } from '../../../tests/support/free-port.ts';
import { startS3 } from '../../../tests/support/s3-server.ts';
import { lockSqlite } from '../../../tests/support/sqlite-lock.ts';
import type { ServerDatabase } from './database/database.ts';
import { respondHealth } from './http/respond-health.ts';
import type { Log } from './log.ts';
import { openPhotoFiles } from './photos/open-photo-files.ts';
import type { PhotoFiles } from './photos/photo-files.ts';
import { ReadinessCheck } from './readiness.ts';

let database: ServerDatabase;
let file: string;
let drop: () => Promise<void>;
let files: PhotoFiles;
let nowMs: number;
let told: [level: string, details: object][];

const photosFolder = () => join(dirname(file), 'photos');

beforeEach(async () => {
	const opened = await openTestDatabase('sqlite');
	if (!('file' in opened.location)) throw new Error('SQLite has a file');
	({ database, drop } = opened);
	file = opened.location.file;
	files = await openPhotoFiles({ folder: photosFolder(), s3: undefined });
	nowMs = Date.parse('2018-11-05T02:00:00Z');
	told = [];
});

afterEach(() => drop());

const noting = (level: string) => (details: object, message: string) => {
	if (message === 'what can be stored has changed') told.push([level, details]);
};
const log: Log = { info: noting('info'), warn: noting('warn'), error: noting('error') };

const open = (changed: Partial<ConstructorParameters<typeof ReadinessCheck>[0]> = {}) =>
	new ReadinessCheck({ database, photoFiles: files, log, now: () => nowMs, ...changed });

async function readyAt(): Promise<string | undefined> {
	const row = await database.read.selectFrom('meta').select('value').where('key', '=', 'ready_at').executeTakeFirst();
	return row?.value;
}

/** A moment later, when what was found is not remembered any more. */
function look(check: ReadinessCheck) {
	nowMs += 10_000;
	return check.check();
}

describe('whether anything can be stored', () => {
	test('is found by writing, once in a while however often it is asked', async () => {
		const check = open();
		expect(await check.check()).toEqual({ database: 'ok', photos: 'ok' });
		const first = await readyAt();
		nowMs += 1_000;
		await check.check();
		expect(await readyAt()).toBe(first);

		await look(check);
		expect(await readyAt()).toBe(new Date(nowMs).toISOString());
		expect(told).toEqual([]);
	});

	test('tells of somebody’s lock on the database, and that it is gone', async () => {
		const check = open();
		const lock = await lockSqlite(file);
		try {
			expect(await look(check)).toEqual({ database: 'busy', photos: 'ok' });
		} finally {
			await lock.release();
		}
		expect(await look(check)).toEqual({ database: 'ok', photos: 'ok' });
		expect(told).toEqual([
			['error', { database: 'busy', photos: 'ok' }],
			['info', { database: 'ok', photos: 'ok' }]
		]);
	});

	test('tells of a disk that is nearly full, though SQLite still finds room in its own file', async () => {
		const isFull = async () => 1_000_000;

		expect(await look(open({ database: { ...database, freeBytes: isFull } }))).toMatchObject({ database: 'full' });
		const photoFiles = { probe: async () => {}, freeBytes: isFull };
		expect(await look(open({ photoFiles }))).toEqual({ database: 'ok', photos: 'full' });
	});

	test('tells of a folder for photos that cannot be written to', async () => {
		await mkdir(dirname(photosFolder()), { recursive: true });
		await rm(photosFolder(), { recursive: true, force: true });
		await writeFile(photosFolder(), 'somebody put a file here');

		expect(await look(open())).toEqual({ database: 'ok', photos: 'away' });
	});

	test('tells of a bucket that cannot be reached, or is not there', async () => {
		const s3 = await startS3();
		const look3 = async (changes: object) =>
			look(open({ photoFiles: await openPhotoFiles({ folder: '', s3: { ...s3.place, ...changes } }) }));
		try {
			expect(await look3({})).toMatchObject({ photos: 'ok' });
			expect(await look3({ bucket: 'another' })).toMatchObject({ photos: 'away' });
			expect(await look3({ endpoint: `http://127.0.0.1:${await freePort()}` })).toMatchObject({ photos: 'away' });
		} finally {
			await s3.stop();
		}
	});

	test('tells that many photos are missing until somebody has said why', async () => {
		const check = open();
		check.arePhotosInDoubt = true;
		expect(await look(check)).toEqual({ database: 'ok', photos: 'in-doubt' });
	});
});

describe('the answer about health', () => {
	const program = { version: '0.1.0+a1', protocol: 1 };

	test('is 503 when no change can be stored', async () => {
		const answer = respondHealth({ database: 'full', photos: 'ok' }, program);

		expect(answer.status).toBe(503);
		expect(await answer.json()).toEqual({ ok: false, ...program, database: 'full', photos: 'ok' });
	});

	test('tells of photos that cannot be stored without sending phones elsewhere', async () => {
		const answer = respondHealth({ database: 'ok', photos: 'away' }, program);

		expect(answer.status).toBe(200);
		expect(await answer.json()).toMatchObject({ ok: false, photos: 'away' });
	});

	test('names the version when all is well', async () => {
		const answer = respondHealth({ database: 'ok', photos: 'ok' }, program);

		expect(answer.status).toBe(200);
		expect(await answer.json()).toMatchObject({ ok: true, version: '0.1.0+a1' });
	});
});
