import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { authCalls } from '../../../../tests/support/auth-calls.ts';
import { DATABASES } from '../../../../tests/support/databases.ts';
import { openTestServer, type TestServer } from '../../../../tests/support/servers.ts';
import { officerOf, readSession } from './accounts.ts';
import { knownDevice } from './known-devices.ts';
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

describe.each(DATABASES)('what guards accounts on %s', (kind) => {
	let opened: TestServer;

	beforeEach(async () => {
		opened = await openTestServer(kind);
		await createPerson(opened.server, NAM);
	});
	afterEach(() => opened.drop());

	const { call, guess, signIn } = authCalls(() => opened.server);

	test.runIf(kind === 'sqlite')(
		'lets a device in that has signed in before, however many strangers guess',
		async () => {
			const first = await call('POST', '/sign-in/username', { username: 'nam.vp', password: NAM.password });
			const known = first.headers.getSetCookie().find((cookie) => cookie.startsWith('ve-dich.known.'))!;
			for (let i = 0; i < 10; i++) await guess('nam.vp');
			const tryWith = (cookie: string, password = NAM.password) =>
				call('POST', '/sign-in/username', { username: 'nam.vp', password }, { cookie });

			expect((await guess('nam.vp')).status).toBe(429);
			expect(known).toMatch(/; Max-Age=31536000; Path=\/api\/auth\/sign-in; HttpOnly; SameSite=Strict$/);
			const device = known.split(';', 1)[0]!;
			expect((await tryWith(device)).status).toBe(200);
			expect((await tryWith(`${device}0`)).status).toBe(429);
			for (let i = 0; i < 10; i++) expect((await tryWith(device, 'wrong')).status).toBe(401);
			expect((await tryWith(device)).status).toBe(429);
		}
	);

	test('knows a device by its cookie for one username only', async () => {
		await createPerson(opened.server, LAN);
		const first = await call('POST', '/sign-in/username', { username: 'lan', password: LAN.password });
		const cookie = first.headers
			.getSetCookie()
			.find((one) => one.startsWith('ve-dich.known.'))!
			.split(';', 1)[0]!;
		const { secret } = opened.server.config;

		expect(knownDevice(new Headers({ cookie }), { username: 'LAN', secret })).toMatch(/^[\w-]{20,}$/);
		expect(knownDevice(new Headers({ cookie }), { username: 'nam.vp', secret })).toBeUndefined();
	});

	test.runIf(kind === 'sqlite')('remembers nothing of a name that cannot be one', async () => {
		for (let i = 0; i < 120; i++) expect((await guess('không phải tên')).status).toBe(401);

		expect(await signIn('nam.vp', NAM.password)).toBeInstanceOf(Headers);
	});

	test('says of a session whether it ran out or was closed, so that a device knows whether to close too', async () => {
		const [ranOut, reset, blocked, everywhere, byOwnChange] = await Promise.all(
			Array.from({ length: 5 }, () => signIn('nam.vp', NAM.password))
		);
		const isClosed = async (headers: Headers) => (await readSession(opened.server, headers)).isClosed;
		const end = (path: string, body: object, headers: Headers) =>
			call('POST', path, body, { cookie: headers.get('cookie')! });
		await call('POST', '/sign-out', {}, { cookie: ranOut!.get('cookie')! });
		expect(await isClosed(ranOut!)).toBe(false);

		const words = { currentPassword: NAM.password, newPassword: 'mat-khau-moi' };
		expect((await end('/change-password', words, byOwnChange!)).status).toBe(200);
		expect(await isClosed(byOwnChange!)).toBe(false);
		expect(await isClosed(reset!)).toBe(true);

		const one = await signIn('nam.vp', 'mat-khau-moi');
		const other = await signIn('nam.vp', 'mat-khau-moi');
		expect((await end('/revoke-sessions', {}, one)).status).toBe(200);
		expect([await officerOf(opened.server, one), await officerOf(opened.server, other)]).toEqual([null, null]);
		expect([await isClosed(one), await isClosed(other)]).toEqual([false, true]);

		const last = await signIn('nam.vp', 'mat-khau-moi');
		await setBlocked(opened.server, 'nam.vp', true);
		expect(await isClosed(last)).toBe(true);
		expect(await isClosed(blocked!)).toBe(true);
		expect(await isClosed(everywhere!)).toBe(true);
		const unknown = new Headers({ cookie: 've-dich.session_token=nobody.0' });
		expect(await isClosed(unknown)).toBe(false);
	});

	test('is logged without a name, a username, a password or an address', async () => {
		const lines: object[] = [];
		const note = (details: object, message: string) => void lines.push({ ...details, message });
		const server = await opened.reopen({ log: { info: note, warn: note, error: note } });
		const { id } = (await listPeople(server))[0]!;

		const cookie = (await signIn('nam.vp', NAM.password)).get('cookie')!;
		for (let i = 0; i < 11; i++) await guess('nam.vp');
		await guess('nobody');
		await call(
			'POST',
			'/change-password',
			{ currentPassword: NAM.password, newPassword: 'mat-khau-moi' },
			{ cookie }
		);
		await setPassword(server, 'nam.vp', 'mat-khau-khac');
		await setRoleAndUnits(server, 'nam.vp', { role: 'leader', units: ['38'] });
		await setBlocked(server, 'nam.vp', true);
		const again = { username: 'nam.vp', password: 'mat-khau-khac' };
		expect((await call('POST', '/sign-in/username', again, {}, '10.0.0.2')).status).toBe(403);

		const events = lines.map((line) => (line as { security?: string }).security);
		expect(new Set(events)).toEqual(
			new Set([
				'signed-in',
				'sign-in-failed',
				'locked-out',
				'password-changed',
				'password-reset',
				'role-changed',
				'blocked',
				'sign-in-refused'
			])
		);
		expect(lines).toContainEqual(expect.objectContaining({ security: 'blocked', person: id }));
		expect(JSON.stringify(lines)).not.toMatch(/nam\.vp|Lê Văn Nam|mat-khau|10\.0\.0\.1|nobody/i);
	});
});
