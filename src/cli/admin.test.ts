import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PLACES } from '../../tests/support/places.ts';

const ADMIN = fileURLToPath(new URL('./admin.ts', import.meta.url));

describe('the administrator’s command', () => {
	let folder: string;

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 've-dich-admin-'));
		await writeFile(join(folder, 'units.json'), JSON.stringify(PLACES));
	});
	afterEach(() => rm(folder, { recursive: true }));

	function run(args: string[], stdin = ''): Promise<{ code: number; out: string; err: string }> {
		const env = { PATH: process.env['PATH'], DATA_DIR: join(folder, 'data') };

		return new Promise((resolve) => {
			const child = execFile(process.execPath, [ADMIN, ...args], { env }, (error, out, err) => {
				resolve({ code: error ? Number(error.code) : 0, out, err });
			});
			child.stdin?.end(stdin);
		});
	}

	test('sets up a district: its units, then a person with a password from a pipe', async () => {
		const person = [
			'--name',
			'Lê Văn Nam',
			'--post',
			'Chuyên viên',
			'--role',
			'district_office',
			'--units',
			'397,400'
		];

		expect(await run(['units', '--file', join(folder, 'units.json')])).toMatchObject({ code: 0 });
		expect(await run(['create', '--username', 'nam.vp', ...person], 'mat-khau-dai\n')).toMatchObject({
			code: 0,
			err: ''
		});
		const listed = await run(['list']);

		expect(listed.out).toMatch(/^nam\.vp +district_office +397,400 +Lê Văn Nam, Chuyên viên$/m);
	});

	test('writes down what it does to people beside the data, without their names', async () => {
		await run(['units', '--file', join(folder, 'units.json')]);
		const of = ['--name', 'Lê Văn Nam', '--post', '', '--role', 'leader', '--units', '397'];
		await run(['create', '--username', 'nam.vp', ...of, '--password', 'mat-khau-dai']);
		await run(['block', '--username', 'nam.vp']);
		const file = join(folder, 'data/admin.log');
		const acts = await readFile(file, 'utf8');

		expect(acts).toMatch(/"security":"person-created","person":"[0-9a-f-]{36}".*\n.*"security":"blocked"/);
		expect(acts).not.toMatch(/nam\.vp|Lê Văn Nam|mat-khau/);
		expect((await stat(file)).mode & 0o777).toBe(0o600);
	});

	test('makes ready an older copy that was put back, and brings its photos and records together', async () => {
		await run(['units', '--file', join(folder, 'units.json')]);
		const restored = await run(['restored']);

		expect(restored).toMatchObject({ code: 0, err: '' });
		expect(restored.out).toContain('devices will send again what this copy lacks');
		expect(restored.out).toContain('photos: 0 were whole');
	});

	test('says in both languages what is missing or wrong, and fails', async () => {
		const answers = [
			await run([]),
			await run(['create', '--username', 'nam.vp']),
			await run(['password', '--username', 'nobody', '--password', 'mat-khau-dai']),
			await run(['list', '--colour'])
		];

		expect(answers.map(({ code }) => code)).toEqual([1, 1, 1, 1]);
		expect(answers[1]!.err).toBe('Lỗi: Thiếu --name.\nError: --name is missing.\n');
		expect(answers[2]!.err).toContain('nobody has this username');
		expect(answers.every(({ err }) => !err.includes('    at '))).toBe(true);
	});
});
