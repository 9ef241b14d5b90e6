import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError, ensureSecret, readConfig } from './config.ts';

const WHOLE_S3 = {
	...{ S3_BUCKET: 'anh', S3_REGION: 'hcm' },
	...{ S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 'top secret' }
};

describe('the configuration', () => {
	test('needs nothing to start on this machine', () => {
		expect(readConfig({})).toEqual({
			port: 3000,
			host: '127.0.0.1',
			dataDir: 'data',
			origin: 'http://localhost:3000',
			databaseUrl: undefined,
			s3: undefined,
			today: undefined
		});
		expect(readConfig({ PORT: '', HOST: '', ORIGIN: '', DATABASE_URL: '', DEMO_TODAY: '' })).toEqual(
			readConfig({})
		);
	});

	test('takes what the environment says', () => {
		const config = readConfig({
			PORT: '4310',
			HOST: '0.0.0.0',
			DATA_DIR: '/srv/ve-dich',
			ORIGIN: 'https://ntm.example.vn/',
			DATABASE_URL: 'postgres://a:b@db/ve_dich',
			DEMO_TODAY: '2018-11-05',
			...WHOLE_S3,
			S3_ENDPOINT: 'https://s3.example.vn'
		});

		expect(config).toEqual({
			port: 4310,
			host: '0.0.0.0',
			dataDir: '/srv/ve-dich',
			origin: 'https://ntm.example.vn',
			databaseUrl: 'postgres://a:b@db/ve_dich',
			s3: {
				...{ bucket: 'anh', region: 'hcm', endpoint: 'https://s3.example.vn' },
				...{ accessKeyId: 'a', secretAccessKey: 'top secret' }
			},
			today: '2018-11-05'
		});
	});

	test.each([
		['PORT', 'http'],
		['PORT', '70000'],
		['ORIGIN', 'ntm.example.vn'],
		['ORIGIN', 'https://ntm.example.vn/path'],
		['DATABASE_URL', 'mysql://a:secret@db/x'],
		['DEMO_TODAY', '2018-02-30']
	])('names %s when it cannot be %s', (name, value) => {
		const read = () => readConfig({ [name]: value });

		expect(read).toThrow(ConfigError);
		expect(read).toThrow(new RegExp(`^${name} must be (?!.*secret)`));
	});

	test.each([
		{ S3_BUCKET: 'anh' },
		{ S3_ENDPOINT: 'https://s3.example.vn' },
		{ S3_BUCKET: 'anh', S3_REGION: 'hcm', S3_ACCESS_KEY_ID: 'a' },
		{ ...WHOLE_S3, S3_ENDPOINT: 's3.example.vn' }
	])('takes S3 whole or not at all, and tells no secret: %o', (env) => {
		expect(() => readConfig(env)).toThrow(ConfigError);
		expect(() => readConfig(env)).toThrow(/^S3_(?!.*top secret)/);
	});
});

describe('the secret', () => {
	let dataDir: string;

	beforeEach(async () => {
		dataDir = join(await mkdtemp(join(tmpdir(), 've-dich-secret-')), 'data');
	});
	afterEach(() => rm(join(dataDir, '..'), { recursive: true }));

	test('is made once and readable by nobody else', async () => {
		const first = await ensureSecret(dataDir);

		expect(first).toMatch(/^[\w-]{43}$/);
		expect(await ensureSecret(dataDir)).toBe(first);
		expect((await stat(join(dataDir, 'secret'))).mode & 0o777).toBe(0o600);
		expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
	});

	test('that was cut short is not used', async () => {
		await ensureSecret(dataDir);
		await writeFile(join(dataDir, 'secret'), 'short');

		await expect(ensureSecret(dataDir)).rejects.toThrow(ConfigError);
	});
});
