import { getMigrations } from 'better-auth/db/migration';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { authCalls } from '../../../../tests/support/auth-calls.ts';
import { DATABASES } from '../../../../tests/support/databases.ts';
import { openTestServer, type TestServer } from '../../../../tests/support/servers.ts';
import { officerOf, readSession } from './accounts.ts';
import { answerAuth } from './answer-auth.ts';
import { createPerson, listPeople, setBlocked, setPassword, setRoleAndUnits, type NewPerson } from './people.ts';

const NAM: NewPerson = {
	username: 'Nam.VP',
	password: 'mat-khau-dai',
	name: 'Lê Văn Nam',
	post: 'Chuyên viên Văn phòng điều phối',
	role: 'district_office',
	units: ['397']
};
const LAN: NewPerson = {
	...NAM,
	username: 'lan',
	name: 'Nguyễn Thị Lan',
	role: 'commune_officer',
	units: ['15697']
};

describe.each(DATABASES)('accounts on %s', (kind) => {
	let opened: TestServer;

	beforeEach(async () => {
		opened = await openTestServer(kind);
		await createPerson(opened.server, NAM);
	});
	afterEach(() => opened.drop());

	const { call, guess, signIn } = authCalls(() => opened.server);

	test('have all the tables that better-auth asks for, and lack no column or index', async () => {
		const { toBeCreated, toBeAdded } = await getMigrations(opened.server.accounts.writing.options);

		expect(toBeCreated).toEqual([]);
		expect(toBeAdded).toEqual([]);
	});

	test('let a program in with username and password, and know it by its cookie', async () => {
		const answer = await call('POST', '/sign-in/username', { username: 'nam.vp', password: NAM.password });
		const [cookie] = answer.headers.getSetCookie();

		expect(answer.status).toBe(200);
		expect(cookie).toMatch(/; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Lax$/);
		const officer = await officerOf(opened.server, new Headers({ cookie: cookie!.split(';', 1)[0]! }));
		expect(officer).toEqual({
			id: expect.any(String),
			role: 'district_office',
			units: ['397'],
			name: NAM.name,
			post: NAM.post
		});
	});

	test('let a program that still has a cookie in again', async () => {
		const { cookie } = Object.fromEntries(await signIn('nam.vp', NAM.password));
		const again = await call(
			'POST',
			'/sign-in/username',
			{ username: 'nam.vp', password: NAM.password },
			{ cookie: cookie! }
		);

		expect(again.status).toBe(200);
	});

	test('know nobody without a cookie, or by one that was made up', async () => {
		const cookie = (await signIn('nam.vp', NAM.password)).get('cookie')!;
		const forged = cookie.replace(/=./, (start) => (start === '=a' ? '=b' : '=a'));

		expect(await officerOf(opened.server, new Headers())).toBeNull();
		expect(await officerOf(opened.server, new Headers({ cookie: forged }))).toBeNull();
		expect(await officerOf(opened.server, new Headers({ cookie: 'other=1' }))).toBeNull();
	});

	test('give no word on whether the username or the password was wrong', async () => {
		const answers = await Promise.all([
			call('POST', '/sign-in/username', { username: 'nam.vp', password: 'wrong' }),
			call('POST', '/sign-in/username', { username: 'nobody', password: NAM.password }),
			call('POST', '/sign-in/username', { username: 'a b', password: NAM.password }),
			call('POST', '/sign-in/username', { username: 'nam.vp', password: 'x'.repeat(200) })
		]);

		expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
		expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
	});

	test('ask for username and password before anything is tried', async () => {
		const answers = [
			await call('POST', '/sign-in/username', { username: 'nam.vp' }),
			await call('POST', '/sign-in/username', { username: 1, password: 2 }),
			await call('POST', '/sign-in/username')
		];

		expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
	});

	// What is counted is counted in memory: one database shows it.
	test.runIf(kind === 'sqlite')(
		'answer the eleventh try after ten wrong ones with how long to wait, and let the others in',
		async () => {
			await createPerson(opened.server, LAN);
			for (let i = 0; i < 10; i++) await guess('nam.vp');

			const eleventh = await call('POST', '/sign-in/username', { username: 'nam.vp', password: NAM.password });

			expect(eleventh.status).toBe(429);
			expect(Number(eleventh.headers.get('retry-after'))).toBeGreaterThan(800);
			expect(await eleventh.json()).toMatchObject({ error: 'too-many-tries' });
			expect(await signIn('lan', LAN.password)).toBeInstanceOf(Headers);
		}
	);

	test.runIf(kind === 'sqlite')('never count good sign-ins', async () => {
		for (let i = 0; i < 12; i++) expect(await signIn('nam.vp', NAM.password)).toBeInstanceOf(Headers);
	});

	test('open nothing else of better-auth', async () => {
		const headers = { cookie: (await signIn('nam.vp', NAM.password)).get('cookie')! };
		const answers = [
			await call('POST', '/sign-up/email', { email: 'a@b.vn', password: 'mat-khau-dai', name: 'A' }),
			await call('POST', '/update-user', { name: 'Tên khác' }, headers),
			await call('POST', '/is-username-available', { username: 'nam.vp' }),
			await call('GET', '/admin/list-users', undefined, headers),
			await call('GET', '/sign-in/username')
		];

		expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
	});

	test('end the session at sign-out', async () => {
		const headers = await signIn('nam.vp', NAM.password);
		const other = await signIn('nam.vp', NAM.password);

		const answer = await call('POST', '/sign-out', undefined, { cookie: headers.get('cookie')! });

		expect(answer.status).toBe(200);
		expect(answer.headers.get('clear-site-data')).toBe('"cache"');
		expect(await officerOf(opened.server, headers)).toBeNull();
		expect(await officerOf(opened.server, other)).not.toBeNull();
	});

	test('tell who is signed in', async () => {
		const headers = await signIn('nam.vp', NAM.password);
		const answer = await call('GET', '/get-session', undefined, { cookie: headers.get('cookie')! });

		expect(await answer.json()).toMatchObject({ user: { name: NAM.name, username: 'nam.vp' } });
		expect(await (await call('GET', '/get-session')).json()).toBeNull();
	});

	test('prolong a session in use once a day and send the cookie along', async () => {
		const headers = await signIn('nam.vp', NAM.password);
		expect((await readSession(opened.server, headers)).setCookies).toEqual([]);
		const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
		const expire = (days: number) =>
			sql`update auth_session set expires_at = ${inDays(days)}`.execute(opened.server.database.write);

		await expire(88.5);
		const prolonged = await readSession(opened.server, headers);

		expect(prolonged.officer).not.toBeNull();
		expect(prolonged.setCookies[0]).toMatch(/^ve-dich\.session_token=.*Max-Age=7776000/);
		expect((await readSession(opened.server, headers)).setCookies).toEqual([]);
		await expire(-1);
		expect(await readSession(opened.server, headers)).toEqual({ officer: null, isClosed: false, setCookies: [] });
	});

	test('change one’s own password only for who knows the current one, and end the other sessions', async () => {
		const headers = await signIn('nam.vp', NAM.password);
		const other = await signIn('nam.vp', NAM.password);
		const change = (currentPassword: string, newPassword: string) =>
			call('POST', '/change-password', { currentPassword, newPassword }, { cookie: headers.get('cookie')! });

		expect((await change('wrong', 'mat-khau-moi')).status).toBe(403);
		expect((await change(NAM.password, 'short')).status).toBe(400);
		const common = await change(NAM.password, 'matkhau123');
		expect([common.status, await common.json()]).toMatchObject([400, { error: 'password-common' }]);
		const ofName = await change(NAM.password, 'Nam.VP-2018');
		expect([ofName.status, await ofName.json()]).toMatchObject([400, { error: 'password-common' }]);
		expect((await call('POST', '/change-password', {})).status).toBe(401);
		expect((await change(NAM.password, 'mat-khau-moi')).status).toBe(200);

		expect(await officerOf(opened.server, other)).toBeNull();
		expect(await signIn('nam.vp', 'mat-khau-moi')).toBeInstanceOf(Headers);
		await expect(signIn('nam.vp', NAM.password)).rejects.toThrow('401');
	});

	test('of a person with a new password or blocked are closed to the old sessions', async () => {
		const before = await signIn('nam.vp', NAM.password);
		await setPassword(opened.server, 'nam.vp', 'mat-khau-moi');
		const after = await signIn('nam.vp', 'mat-khau-moi');
		expect(await officerOf(opened.server, before)).toBeNull();

		await setBlocked(opened.server, 'nam.vp', true);

		expect(await officerOf(opened.server, after)).toBeNull();
		await expect(signIn('nam.vp', 'mat-khau-moi')).rejects.toThrow('403');
		expect(await listPeople(opened.server)).toMatchObject([{ username: 'nam.vp', blocked: true }]);
		await setBlocked(opened.server, 'nam.vp', false);
		expect(await signIn('nam.vp', 'mat-khau-moi')).toBeInstanceOf(Headers);
	});

	test('follow a new role and new units at once', async () => {
		const headers = await signIn('nam.vp', NAM.password);
		await setRoleAndUnits(opened.server, 'NAM.VP', { role: 'leader', units: ['400', '38', '400'] });

		expect(await officerOf(opened.server, headers)).toMatchObject({ role: 'leader', units: ['38', '400'] });
	});

	test('are refused for what cannot be', async () => {
		const kindOf = async (changes: Partial<NewPerson>) => {
			const result = await createPerson(opened.server, { ...LAN, ...changes });
			return result.ok ? 'created' : result.refusal.kind;
		};

		expect(await kindOf({ username: 'NAM.VP' })).toBe('username-taken');
		expect(await kindOf({ username: 'lan mc' })).toBe('username-malformed');
		expect(await kindOf({ name: ' ' })).toBe('name-missing');
		expect(await kindOf({ password: '1234567' })).toBe('password-short');
		expect(await kindOf({ password: 'x'.repeat(129) })).toBe('password-long');
		expect(await kindOf({ password: 'Matkhau@123' })).toBe('password-common');
		expect(await kindOf({ role: 'chief' as never })).toBe('role-unknown');
		expect(await kindOf({ units: [] })).toBe('unit-missing');
		expect(await kindOf({ units: ['15697', '1'] })).toBe('unit-unknown');
		expect(await kindOf({ units: ['397'] })).toBe('unit-not-a-commune');
		expect(await kindOf({ id: 'a-known-id' })).toBe('created');
		expect((await listPeople(opened.server)).map(({ username }) => username)).toEqual(
			expect.arrayContaining(['lan', 'nam.vp'])
		);
		expect(await setPassword(opened.server, 'nobody', 'mat-khau-moi')).toMatchObject({
			refusal: { kind: 'username-unknown' }
		});
	});

	test('outlive a restart', async () => {
		const headers = await signIn('nam.vp', NAM.password);
		const server = await opened.reopen();

		expect(await officerOf(server, headers)).toMatchObject({ name: NAM.name });
	});
});

test('cookies travel only over https where the address is https', async () => {
	const opened = await openTestServer('sqlite', { origin: 'https://ntm.example.vn' });
	await createPerson(opened.server, NAM);

	const answer = await answerAuth(
		opened.server,
		new Request('https://ntm.example.vn/api/auth/sign-in/username', {
			method: 'POST',
			body: JSON.stringify({ username: 'nam.vp', password: NAM.password })
		}),
		'10.0.0.1'
	);

	expect(answer.headers.getSetCookie()[0]).toMatch(/^__Secure-ve-dich\.session_token=.*; Secure/);
	await opened.drop();
});
