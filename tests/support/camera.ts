import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { recordPhotos } from '#lib/domain/photos/photo-edits.ts';
import { PhotoDatabase } from '#lib/local/photos/photo-database.ts';
import { PhotoLane } from '#lib/local/photos/photo-lane.ts';
import { PhotoStore } from '#lib/local/photos/photo-store.ts';
import { createPhotoTransport } from '#lib/local/photos/photo-transport.ts';
import { sha256Of } from '#lib/local/photos/prepare-photo.ts';
import { recordOf } from '#lib/local/photos/run-photo-lane.ts';
import { readFreeablePhotos } from '#lib/local/photos/waiting-photos.ts';
import type { Outcome } from '#lib/local/lanes/lane.ts';
import type { Phone, Surroundings } from './phone.ts';

/** The photos of a phone, and the lane that sends them. */
export class Camera {
	store!: PhotoStore;
	/** Cuts the next part off after so many bytes. */
	cutAfter: number | undefined;
	/** Bytes of photos that left the phone. */
	sentBytes = 0;
	readonly #phone: Phone;
	readonly #district: Pick<Surroundings, 'answer'>;
	readonly #disk = { indexedDB: new IDBFactory(), IDBKeyRange };
	#db!: PhotoDatabase;
	#lane!: PhotoLane;

	constructor(phone: Phone, district: Pick<Surroundings, 'answer'>) {
		this.#phone = phone;
		this.#district = district;
		this.#start();
	}

	/** The app is killed: what the lane knew is gone. */
	kill(): void {
		this.#db.close();
		this.#start();
	}

	/** As a person frees room on “Gửi đi”. Answers how many bytes that gave. */
	async free(): Promise<number> {
		return this.store.free(await readFreeablePhotos({ db: this.#phone.db, photos: this.store }));
	}

	/** A photo of a check, kept and saved with its record. */
	async take(unitId: string, checkId: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
		const id = await this.keep(unitId, '', bytes);
		const { file } = (await this.store.get(id))!;
		const [edit] = recordPhotos({ unitId, kind: 'check', id: checkId }, [{ id, file, caption: '' }]);
		await this.#phone.save(unitId, 'photo', id, edit!.set);
		return id;
	}

	/** A photo of a form that was not saved yet. */
	async keep(unitId: string, draftKey: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
		const id = this.#phone.newId();
		const file = {
			sha256: await sha256Of(bytes),
			bytes: bytes.length,
			width: 1600,
			height: 1200,
			filetype: 'image/jpeg',
			takenAt: '2018-11-05T02:00:00.000Z'
		};
		await this.store.keep(
			{
				id,
				unitId,
				draftKey,
				caption: '',
				file,
				thumb: jpegOf(2_000, 7).buffer,
				takenAtMs: 0,
				isStored: 0,
				hasCopy: 1,
				sentBytes: 0,
				isThumbSent: false
			},
			bytes.buffer
		);
		return id;
	}

	step = (): Promise<Outcome> => this.#lane.step();

	/** Steps until there is nothing to do, or the network is away. */
	async send(): Promise<Outcome> {
		for (;;) {
			const outcome = await this.#lane.step();
			if (outcome.kind !== 'went-on') return outcome;
		}
	}

	#start(): void {
		this.#db = new PhotoDatabase(this.#phone.person.id, this.#disk);
		this.store = new PhotoStore(this.#db);
		this.#lane = new PhotoLane({
			photos: this.store,
			transport: createPhotoTransport((path, init) => this.#fetch(path, init)),
			recordOf: (row) => recordOf(this.#phone.db, row),
			maySend: () => true
		});
	}

	async #fetch(path: string, init: RequestInit = {}): Promise<Response> {
		const { signal: _, cache: __, ...rest } = init;
		if (init.method !== 'PATCH') return this.#district.answer(this.#phone.person.id, path, rest);

		const bytes = init.body as Uint8Array<ArrayBuffer>;
		const cutAfter = this.cutAfter;
		this.cutAfter = undefined;
		const arrives = cutAfter === undefined ? bytes : bytes.subarray(0, Math.min(cutAfter, bytes.length));
		this.sentBytes += arrives.length;
		const headers = { ...(init.headers as Record<string, string>), 'content-length': String(bytes.length) };
		const body = cutAfter === undefined ? bytes : breakingOff(arrives);
		const answer = await this.#district.answer(this.#phone.person.id, path, {
			...rest,
			headers,
			body,
			duplex: 'half'
		} as RequestInit);
		if (cutAfter !== undefined) throw new TypeError('the link is dead');
		return answer;
	}
}

/** Bytes that begin as a JPEG and end as one; what is between comes out the same in every run. */
export function jpegOf(length: number, seed = 1): Uint8Array<ArrayBuffer> {
	let state = seed;
	const bytes = Uint8Array.from({ length }, () => (state = Math.imul(state, 1_103_515_245) + 12_345) >>> 24);
	bytes.set([0xff, 0xd8, 0xff, 0xe0]);
	bytes.set([0xff, 0xd9], length - 2);

	return bytes;
}

function breakingOff(bytes: Uint8Array): ReadableStream<Uint8Array> {
	let isSent = false;
	return new ReadableStream({
		pull(controller) {
			if (isSent || bytes.length === 0) return controller.error(new TypeError('the link is dead'));
			isSent = true;
			controller.enqueue(bytes);
		}
	});
}
