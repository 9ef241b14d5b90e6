import { createHash } from 'node:crypto';
import { mayWrite, unitsInScope } from '#lib/domain/access/access.ts';
import type { Officer } from '#lib/domain/access/role.ts';
import type { PhotoReply, PhotoTransport } from '#lib/local/photos/photo-transport.ts';
import { recordStored } from '#lib/server/photos/record-stored.ts';
import type { ServerEditGround } from '#lib/server/sync/edit-by-server.ts';
import type { Chance } from './chance.ts';
import type { Fault } from './faults.ts';

interface Upload {
	id: string;
	unitId: string;
	sha256: string;
	size: number;
	bytes: Uint8Array<ArrayBuffer>;
}

/** Rules about photos that are broken on purpose. */
export interface PhotoSabotage {
	/** `stored` is said before all of a photo is there. */
	toldTooEarly?: boolean;
	/** The hash of what arrived is not looked at. */
	believesBytes?: boolean;
	/** A phone frees the room of photos before it has heard that they are stored. */
	freesUnstored?: boolean;
}

/** What the photos of a village's server meet. */
export interface PhotoWorld extends Pick<ServerEditGround, 'store' | 'now'> {
	readonly chance: Chance;
	readonly people: ReadonlyMap<string, Officer>;
	goesWrong(fault: Fault, share: number): boolean;
	/** Undefined when the server was killed at it, or its database failed. */
	serve(work: () => Promise<PhotoReply>): Promise<PhotoReply | undefined>;
	readonly sabotage: PhotoSabotage;
}

/** The photos on the server, in memory; whether a record is to say `stored` is the product's own word. Like a folder beside the
 *  database: a restore of the one leaves the other as it is. */
export class SimulatedPhotos {
	readonly uploads = new Map<string, Upload>();
	readonly #world: PhotoWorld;
	readonly #ground: ServerEditGround;
	readonly #hasGarbled = new Set<string>();

	constructor(world: PhotoWorld) {
		this.#world = world;
		const { store, now, chance } = world;
		this.#ground = { store, now, random: chance.bytes, live: { announce: () => undefined } };
	}

	isWhole(id: string, sha256: string): boolean {
		const upload = this.uploads.get(id);
		return upload !== undefined && sha256Of(upload.bytes) === sha256;
	}

	/** What a server does every few hours with photos whose records do not know that they are here. */
	async tend(): Promise<void> {
		for (const upload of [...this.uploads.values()])
			if (upload.bytes.length === upload.size) await this.#settle(upload, 200);
	}

	transportOf(personId: string): PhotoTransport {
		return {
			begin: ({ id, unitId, sha256, bytes: size }) =>
				this.#travel(async () => {
					if (!(await this.#may(personId, unitId))) return replyOf(403);
					const known = this.uploads.get(id);
					if (known) return replyOf(known.unitId === unitId ? 409 : 403);
					this.uploads.set(id, { id, unitId, sha256, size, bytes: new Uint8Array() });
					return replyOf(201);
				}),
			ask: (id) => this.#onto(personId, id, (upload) => this.#settle(upload, 200)),
			sendThumb: (id) => this.#onto(personId, id, async () => replyOf(204)),
			send: (id, offset, bytes) =>
				this.#onto(personId, id, async (upload) => {
					if (offset !== upload.bytes.length) return replyOf(409);
					if (this.#world.goesWrong('disk full', 0.03)) return replyOf(507, null, 900_000);
					const isCut = this.#world.goesWrong('part cut', 0.15);
					const arrived = isCut ? bytes.subarray(0, this.#world.chance.below(bytes.length + 1)) : bytes;
					upload.bytes = joined(upload.bytes, this.#garbled(id, arrived));
					const reply = await this.#settle(upload, 204);
					return isCut ? replyOf(0) : reply;
				})
		};
	}

	/** At most once for each photo: what always arrives as other bytes is not sent for ever. */
	#garbled(id: string, bytes: Uint8Array): Uint8Array {
		if (bytes.length === 0 || this.#hasGarbled.has(id)) return bytes;
		if (!this.#world.goesWrong('part garbled', 0.04)) return bytes;
		this.#hasGarbled.add(id);
		return bytes.map((byte, index) => (index === 0 ? byte ^ 1 : byte));
	}

	async #settle(upload: Upload, status: number): Promise<PhotoReply> {
		const { sabotage } = this.#world;
		const isWhole = upload.bytes.length === upload.size;
		if (isWhole && !sabotage.believesBytes && sha256Of(upload.bytes) !== upload.sha256) {
			this.uploads.delete(upload.id);
			return replyOf(460);
		}
		if (isWhole || sabotage.toldTooEarly) await recordStored(this.#ground, upload);
		return replyOf(status, upload.bytes.length);
	}

	#onto(personId: string, id: string, work: (upload: Upload) => Promise<PhotoReply>): Promise<PhotoReply | null> {
		return this.#travel(async () => {
			const upload = this.uploads.get(id);
			if (!upload) return replyOf(404);
			return (await this.#may(personId, upload.unitId)) ? work(upload) : replyOf(403);
		});
	}

	async #may(personId: string, unitId: string): Promise<boolean> {
		const officer = this.#world.people.get(personId)!;
		const unit = unitsInScope(officer, (await this.#world.store.reference()).units).find(({ id }) => id === unitId);

		return (
			unit !== undefined &&
			mayWrite(officer, {
				unit,
				kind: 'photo',
				register: 'file',
				record: undefined,
				set: {},
				isOffice: () => false
			})
		);
	}

	async #travel(work: () => Promise<PhotoReply>): Promise<PhotoReply | null> {
		const { goesWrong, serve } = this.#world;
		if (goesWrong('photo request lost', 0.06)) return null;
		if (goesWrong('captive portal', 0.02)) return replyOf(200);
		const reply = await serve(work);
		if (reply === undefined || reply.status === 0) return null;

		return goesWrong('photo answer lost', 0.12) ? null : reply;
	}
}

const replyOf = (status: number, offset: number | null = null, retryAfterMs: number | null = null): PhotoReply => ({
	...{ status, offset, retryAfterMs }
});

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
	const both = new Uint8Array(a.length + b.length);
	both.set(a);
	both.set(b, a.length);
	return both;
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
