import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '#lib/domain/access/role.ts';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { districtProgress } from '#lib/domain/progress/district.ts';
import type { DistrictProgress } from '#lib/domain/progress/progress.ts';
import type { Person, Reference } from '#lib/domain/reference/reference.ts';
import { installReference } from '#lib/server/reference/install.ts';
import { readReference } from '#lib/server/reference/read.ts';
import { respondUnavailable } from '#lib/server/http/respond.ts';
import { unavailableBehind } from '#lib/server/unavailable.ts';
import { openServer, type Server, type ServerConfig } from '#lib/server/server.ts';
import { POST as pull } from '../../src/routes/api/pull/+server.ts';
import { POST as push } from '../../src/routes/api/push/+server.ts';
import { GET as changes } from '../../src/routes/api/changes/+server.ts';
import { GET as devices } from '../../src/routes/api/devices/+server.ts';
import { GET as reference } from '../../src/routes/api/reference/+server.ts';
import { POST as beginPhoto } from '../../src/routes/api/photos/+server.ts';
import {
	GET as showPhoto,
	HEAD as askPhoto,
	PATCH as sendPhoto,
	PUT as sendThumb
} from '../../src/routes/api/photos/[id]/+server.ts';
import type { DatabaseKind } from './databases.ts';
import { makeTestLocation } from './databases.ts';
import { hirePeople } from './hire-people.ts';
import { Phone } from './phone.ts';
import { REFERENCE } from './trieu-son.ts';

const TODAY = '2018-11-05';
export const MINH_CHAU = '15697';
export const DAN_LY = '15703';

const ENDPOINTS: { [route: string]: (event: never) => Response | Promise<Response> } = {
	'POST /api/push': push,
	'POST /api/pull': pull,
	'GET /api/changes': changes,
	'GET /api/devices': devices,
	'GET /api/reference': reference,
	'POST /api/photos': beginPhoto,
	'GET /api/photos/[id]': showPhoto,
	'HEAD /api/photos/[id]': askPhoto,
	'PATCH /api/photos/[id]': sendPhoto,
	'PUT /api/photos/[id]': sendThumb
};

/** The district with its server: the real one, its endpoints called without a network between. */
export class District {
	readonly server: Server;
	/** Moves only when a test moves it, in ms. */
	nowMs: number;
	readonly #dispose: () => Promise<void>;
	#phones = 0;

	private constructor(server: Server, nowMs: number, dispose: () => Promise<void>) {
		this.server = server;
		this.nowMs = nowMs;
		this.#dispose = dispose;
	}

	static async open(kind: DatabaseKind = 'sqlite', changes: Partial<ServerConfig> = {}): Promise<District> {
		const folder = await mkdtemp(join(tmpdir(), 've-dich-district-'));
		const place = await makeTestLocation(kind);
		const clock = { nowMs: Date.parse(`${TODAY}T02:00:00Z`) };
		const server = await openServer({
			dataDir: folder,
			...('url' in place.location && { databaseUrl: place.location.url }),
			origin: 'http://localhost:3000',
			secret: 'a secret of this test only, long enough for all',
			today: TODAY,
			clock: () => clock.nowMs,
			...changes
		});
		await installReference(server.database, REFERENCE);

		const district = new District(server, clock.nowMs, async () => {
			await server.close();
			await place.drop();
			await rm(folder, { recursive: true, force: true });
		});
		Object.defineProperty(district, 'nowMs', { get: () => clock.nowMs, set: (ms: number) => (clock.nowMs = ms) });
		return district;
	}

	async close(): Promise<void> {
		await this.#dispose();
	}

	/** A person who has signed in on a phone of their own. */
	async phoneOf(id: string, role: Role, units: string[]): Promise<Phone> {
		const person = await this.hire(id, role, units);
		return Phone.open(this, person, (this.#phones += 1));
	}

	officerOf(commune: string, id = `can-bo-${commune}`): Promise<Phone> {
		return this.phoneOf(id, 'commune_officer', [commune]);
	}

	office(id = 'van-phong'): Promise<Phone> {
		return this.phoneOf(id, 'district_office', ['397']);
	}

	async hire(id: string, role: Role, units: string[]): Promise<Person> {
		const person: Person = { id, name: id, post: '', role, units };
		await hirePeople(this.server.database.write, [person]);
		return person;
	}

	/** Answers a request as the server does; the person's session is taken as given. */
	async answer(personId: string, path: string, init: RequestInit = {}): Promise<Response> {
		const url = new URL(path, 'http://localhost:3000');
		const request = new Request(url, init);
		const [, photoId] = /^\/api\/photos\/([^/]+)$/.exec(url.pathname) ?? [];
		const route = photoId === undefined ? url.pathname : '/api/photos/[id]';
		const endpoint = ENDPOINTS[`${request.method} ${route}`];
		if (!endpoint) throw new Error(`no endpoint at ${request.method} ${url.pathname}`);
		const officer = await this.#person(personId);

		try {
			return await endpoint({
				request,
				url,
				params: { id: photoId },
				locals: { server: this.server, officer }
			} as never);
		} catch (error) {
			// As `hooks.server.ts` does.
			const unavailable = unavailableBehind(error);
			if (unavailable) return respondUnavailable(unavailable);
			throw error;
		}
	}

	async referenceFor(personId: string): Promise<Reference> {
		return readReference(this.server, (await this.#person(personId))!);
	}

	/** What the server holds of a unit. */
	async records(unitId: string): Promise<SyncRecord[]> {
		const rows = await this.server.database.read
			.selectFrom('record')
			.selectAll()
			.where('unit_id', '=', unitId)
			.orderBy('seq')
			.execute();
		return rows.map((row) => ({
			unitId: row.unit_id,
			kind: row.kind,
			id: row.id,
			seq: row.seq,
			registers: JSON.parse(row.registers) as SyncRecord['registers']
		}));
	}

	/** The log of a unit, in order. */
	async log(unitId: string): Promise<{ seq: number; id: string; kind: string; personId: string }[]> {
		const rows = await this.server.database.read
			.selectFrom('change')
			.select(['seq', 'id', 'kind', 'person_id'])
			.where('unit_id', '=', unitId)
			.where('seq', 'is not', null)
			.orderBy('seq')
			.execute();
		return rows.map(({ seq, id, kind, person_id }) => ({ seq: seq!, id, kind, personId: person_id }));
	}

	async #person(id: string) {
		const rows = await this.server.database.read
			.selectFrom('person')
			.leftJoin('person_unit', 'person_unit.person_id', 'person.id')
			.select(['person.role', 'person_unit.unit_id'])
			.where('person.id', '=', id)
			.execute();
		if (rows.length === 0) return null;
		const units = rows.flatMap(({ unit_id }) => (unit_id === null ? [] : [unit_id]));

		return { id, name: id, post: '', role: rows[0]!.role as Role, units };
	}
}

/** The district's progress as a device sees it. */
export function progressOn(recordsByUnit: Map<string, SyncRecord[]>, reference: Reference): DistrictProgress {
	return districtProgress(recordsByUnit, { units: reference.units, reference, today: TODAY });
}
