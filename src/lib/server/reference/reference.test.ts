import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '#lib/domain/access/role.ts';
import { currentSet, type Reference } from '#lib/domain/reference/reference.ts';
import { DATABASES } from '../../../../tests/support/databases.ts';
import { PLACES } from '../../../../tests/support/places.ts';
import { openTestServer, type TestServer } from '../../../../tests/support/servers.ts';
import { createPerson, setPassword, setRoleAndUnits } from '../accounts/people.ts';
import type { SignedIn } from '../accounts/accounts.ts';
import { installReference, installUnits, type ReferenceData } from './install.ts';
import { nationalCriteriaSets, typicalDepartments } from './national.ts';
import { readKeptReference } from './kept-reference.ts';
import { readReference } from './read.ts';
import { referenceVersion } from './version.ts';

const SOMEBODY: SignedIn = {
	id: 'p1',
	name: 'Lê Văn Nam',
	post: 'Chuyên viên',
	role: 'district_office',
	units: ['397']
};

describe.each(DATABASES)('the reference on %s', (kind) => {
	let opened: TestServer;

	beforeEach(async () => {
		opened = await openTestServer(kind);
	});
	afterEach(() => opened.drop());

	const version = () => referenceVersion(opened.server.database);

	const data = (changes: Partial<ReferenceData> = {}): ReferenceData => ({
		units: PLACES,
		criteriaSets: nationalCriteriaSets(),
		criteriaSetId: 'vn-commune-2016',
		departments: typicalDepartments(),
		thresholds: [],
		...changes
	});

	test('of a new server holds the decisions’ criteria and a list of departments that says it is a typical one', async () => {
		const reference = await readReference(opened.server, SOMEBODY);

		expect(currentSet(reference).criteria).toHaveLength(19);
		expect(reference.criteriaSets.map(({ id }) => id)).toEqual([
			'vn-commune-2016',
			'vn-commune-2021',
			'vn-commune-2026'
		]);
		expect(reference.departments).toMatchObject({ typical: true, departments: { length: 17 } });
		expect(reference.units).toEqual(PLACES.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
		expect(reference.me).toEqual(SOMEBODY);
		expect(reference).not.toHaveProperty('today');
	});

	test('is what it is now to every push, also after another server has changed it', async () => {
		const { database } = opened.server;
		const before = await readKeptReference(database);
		expect(await readKeptReference(database)).toBe(before);

		await installUnits(database, [...PLACES, { ...PLACES.at(-1)!, id: 'new-commune', code: 'new-commune' }]);
		const after = await readKeptReference(database);
		expect(after.units.map(({ id }) => id)).toContain('new-commune');
		expect(after.criteriaSets).toEqual(before.criteriaSets);
	});

	test('keeps its version when the same is installed again', async () => {
		const before = await version();
		await installReference(opened.server.database, data());
		await opened.reopen();

		expect(before).toMatch(/^[\w-]{12}$/);
		expect(await version()).toBe(before);
	});

	test('of an earlier version gets the levels of satisfaction, the words of its boxes and what the village says when the server starts', async () => {
		const [first, ...others] = nationalCriteriaSets();
		const { satisfaction, asks, synonyms, ...earlier } = first!;
		const renamed = { ...earlier, name: 'Bộ tiêu chí của tỉnh' };
		await installReference(opened.server.database, data({ criteriaSets: [renamed, ...others] }));
		const before = await version();
		const [completed] = (await readReference(await opened.reopen(), SOMEBODY)).criteriaSets;

		expect(satisfaction).toMatchObject({ askedPercent: 60, satisfiedPercent: 80 });
		expect(asks?.['17.7']).toMatchObject({ whole: 'Tổng số hộ chăn nuôi' });
		expect(synonyms?.['17.5']).toContain('rác');
		expect(completed).toEqual({ ...renamed, satisfaction, asks, synonyms });
		const after = await version();
		expect(after).not.toBe(before);
		await opened.reopen();
		expect(await version()).toBe(after);
	});

	test('is the same version for everybody, as the answer says it', async () => {
		const one = await readReference(opened.server, SOMEBODY);
		const other = await readReference(opened.server, { ...SOMEBODY, id: 'p2', role: 'leader' });

		expect([one.version, other.version]).toEqual([await version(), await version()]);
	});

	test('gets another version when a unit, a part, a person or the demo’s day changes', async () => {
		const versions = [await version()];
		const then = async (change: Promise<unknown>) => {
			await change;
			versions.push(await version());
		};
		const { server } = opened;

		await then(installUnits(server.database, [{ ...PLACES[0]!, name: 'Minh Châu mới' }]));
		await then(installReference(server.database, data({ criteriaSetId: 'vn-commune-2021' })));
		await then(createPerson(server, { ...SOMEBODY, username: 'nam', password: 'mat-khau-dai' }));
		await then(setRoleAndUnits(server, 'nam', { role: 'leader', units: ['38'] }));
		await then(opened.reopen({ today: '2018-11-05' }));
		await then(opened.reopen({ today: '2018-11-06' }));

		expect(new Set(versions).size).toBe(versions.length);
	});

	test('keeps its version when a password changes', async () => {
		await createPerson(opened.server, { ...SOMEBODY, username: 'nam', password: 'mat-khau-dai' });
		const before = await version();
		await setPassword(opened.server, 'nam', 'mat-khau-moi');

		expect(await version()).toBe(before);
	});

	test('names the demo’s day and the people with their units', async () => {
		const server = await opened.reopen({ today: '2018-11-05' });
		await createPerson(server, { ...SOMEBODY, units: ['400', '397'], username: 'nam', password: 'mat-khau-dai' });

		const reference: Reference = await readReference(server, SOMEBODY);

		expect(reference.today).toBe('2018-11-05');
		expect(reference.people).toEqual([{ ...SOMEBODY, units: ['397', '400'] }]);
	});

	test('names to a person those who work in their units and above, and those who have', async () => {
		const { server } = opened;
		const hire = async (username: string, role: Role, ...units: string[]) => {
			await createPerson(server, {
				id: username,
				username,
				password: 'mat-khau-dai',
				name: username,
				post: '',
				role,
				units
			});
		};
		await hire('of-commune', 'commune_officer', '15697');
		await hire('of-neighbour', 'commune_officer', '15700');
		await hire('of-district', 'district_office', '397');
		await hire('of-other-district', 'district_office', '400');
		await hire('of-province', 'leader', '38');
		await hire('who-moves', 'commune_officer', '15697');
		await setRoleAndUnits(server, 'who-moves', { role: 'district_office', units: ['400'] });
		await hire('admin', 'administrator');
		const seenBy = async (id: string, role: Role, ...units: string[]) =>
			(await readReference(server, { id, role, units, name: '', post: '' })).people.map((person) => person.id);

		expect(await seenBy('of-commune', 'commune_officer', '15697')).toEqual([
			'of-commune',
			'of-district',
			'of-province',
			'who-moves'
		]);
		expect(await seenBy('of-district', 'district_office', '397')).toEqual([
			'of-commune',
			'of-district',
			'of-neighbour',
			'of-province',
			'who-moves'
		]);
		expect(await seenBy('of-province', 'leader', '38')).toHaveLength(6);
		expect(await seenBy('admin', 'administrator')).toHaveLength(7);
	});

	test('cannot be installed with a set in force that it does not hold', async () => {
		const installing = installReference(opened.server.database, data({ criteriaSetId: 'vn-commune-1999' }));

		await expect(installing).rejects.toThrow('vn-commune-1999');
	});
});
