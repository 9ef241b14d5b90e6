import { sql } from 'kysely';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '#lib/server/database/database.ts';
import { freePort } from '../../tests/support/free-port.ts';
import { PLACES } from '../../tests/support/places.ts';

const ADMIN = fileURLToPath(new URL('./admin.ts', import.meta.url));

describe('the administrator’s command', () => {
	let folder: string;

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 've-dich-admin-'));
		await writeFile(join(folder, 'units.json'), JSON.stringify(PLACES));
		// As the first start of the server does.
		await (await openDatabase({ file: join(folder, 'data/ve-dich.db') })).close();
	});
	afterEach(() => rm(folder, { recursive: true }));

	function run(
		args: string[],
		stdin = '',
		environment: { [name: string]: string } = {}
	): Promise<{ code: number; out: string; err: string }> {
		const env = { PATH: process.env['PATH'], DATA_DIR: join(folder, 'data'), ...environment };

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

	test('makes no database where there is none, since that would be another one than the server’s', async () => {
		const elsewhere = join(folder, 'elsewhere');
		const answer = await run(['units', '--file', join(folder, 'units.json')], '', { DATA_DIR: elsewhere });

		expect(answer).toMatchObject({ code: 1, out: '' });
		expect(answer.err).toContain('Chưa có cơ sở dữ liệu ở đây');
		expect(existsSync(elsewhere)).toBe(false);
	});

	test('prints its help', async () => {
		expect(await run(['--help'], '', { DATA_DIR: join(folder, 'elsewhere') })).toMatchObject({
			code: 0,
			out: expect.stringContaining('create    --username') as string,
			err: ''
		});
	});

	test('tells in a sentence what is wrong with the world, and not where in the code it was met', async () => {
		const units = async (changes: object, file = 'wrong.json') => {
			await writeFile(join(folder, 'wrong.json'), JSON.stringify([{ ...PLACES[1], ...changes }]));
			return run(['units', '--file', join(folder, file)]);
		};
		const broken = join(folder, 'broken');
		await mkdir(broken);
		await writeFile(join(broken, 've-dich.db'), 'this is no database at all, though it is long enough to be one');
		const nobody = `postgres://office:secret@127.0.0.1:${await freePort()}/ve_dich`;

		const answers = {
			'Không có tệp hoặc thư mục': await units({}, 'nowhere.json'),
			'thuộc 9999, mà không có': await units({ id: '1', parentId: '9999' }),
			'mà không bộ tiêu chí nào có mức cho vùng đó. Các vùng có mức: general, north_central': await units({
				...{ parentId: null, region: 'bac_trung_bo' }
			}),
			'hỏng hoặc không phải SQLite': await run(['list'], '', { DATA_DIR: broken }),
			'Không dùng được cơ sở dữ liệu lúc này. connect ECONNREFUSED': await run(['list'], '', {
				DATABASE_URL: nobody
			})
		};

		for (const [words, { code, err }] of Object.entries(answers)) {
			expect(code).toBe(1);
			expect(err).toContain(words);
			expect(err).not.toMatch(/\n {4}at |secret/);
		}
	});

	test('leaves alone what a later version has written', async () => {
		const { write, close } = await openDatabase({ file: join(folder, 'data/ve-dich.db') });
		await sql`insert into kysely_migration (name, timestamp) values ('9999_later', '2030-01-01')`.execute(write);
		await close();
		const answer = await run(['list']);

		expect(answer.code).toBe(1);
		expect(answer.err).toContain('do bản mới hơn của chương trình ghi. 9999_later');
		expect(answer.err).not.toContain('    at ');
	});
});
