import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CHUNK_BYTES } from '#lib/domain/photos/photo-limits.ts';
import { sha256Of } from '#lib/local/photos/prepare-photo.ts';
import { Proxy } from '../bench/proxy.ts';
import { Chance } from '../simulation/chance.ts';
import { Camera, jpegOf } from '../support/camera.ts';
import { Phone } from '../support/phone.ts';
import { Production } from '../support/production.ts';
import { RealRoad } from '../support/real-road.ts';

const OFFICER = 'canbo.minhchau';
const COMMUNE = '15697';

export interface PhotoOutcome {
	counts: { [what: string]: number };
	violations: string[];
}

interface Stage {
	production: Production;
	proxy: Proxy;
	road: RealRoad;
	phone: Phone;
	camera: Camera;
	check: string;
}

/** The built program in a process of its own, a phone with the product's own lanes and stores, and a link that can be cut. */
async function onStage(work: (stage: Stage) => Promise<PhotoOutcome>): Promise<PhotoOutcome> {
	const production = await Production.start();
	const proxy = await Proxy.to(production.port);
	try {
		const road = await RealRoad.signIn(proxy.origin, production.origin, OFFICER);
		const phone = await Phone.open(road, road.person);
		await phone.sync({ tries: 3 });
		const camera = new Camera(phone, road);
		const check = await phone.check(COMMUNE, '6.3', { part: 7, whole: 8 });
		return await work({ production, proxy, road, phone, camera, check });
	} finally {
		await proxy.close();
		await production.stop();
	}
}

/** One photo, and a link that dies so many times at whatever byte; each time the phone goes on at once. */
export const cutTheLink = (cuts: number, photoBytes: number, seed = 1): Promise<PhotoOutcome> =>
	onStage(async ({ proxy, road, phone, camera, check }) => {
		const chance = new Chance(seed);
		const photo = jpegOf(photoBytes, seed);
		const id = await camera.take(COMMUNE, check, photo);
		await phone.sync({ tries: 3 });
		const violations: string[] = [];
		proxy.take();
		let [counted, wastedBefore] = [0, 0];
		while (counted < cuts) {
			proxy.cutAfter(1 + chance.below(Math.floor((1.2 * photoBytes) / cuts)), 'up');
			while (proxy.isToCut && (await camera.step()).kind !== 'idle');
			if (proxy.isToCut) break;
			counted += 1;
			const wasted = camera.sentBytes - (await offsetAt(road, id));
			if (wasted - wastedBefore > CHUNK_BYTES)
				violations.push(`cut ${counted} made ${wasted - wastedBefore} bytes go twice`);
			wastedBefore = wasted;
		}
		await camera.send();

		const { up } = proxy.take();
		const wasted = camera.sentBytes - photoBytes;
		if (wasted > counted * CHUNK_BYTES) violations.push(`${wasted} bytes were sent twice in ${counted} cuts`);
		if (counted < cuts) violations.push(`the photo was through after ${counted} cuts`);
		violations.push(...(await wrongOnServer(road, new Map([[id, photo]]))));
		const counts = {
			cuts: counted,
			'bytes of the photo': photoBytes,
			'bytes the phone sent again': wasted,
			'bytes more on the line': up - photoBytes
		};
		return { counts, violations };
	});

/** Many photos, and an app that is killed again and again, in the middle of whatever it is at. */
export const killTheApp = (photos: number, stepsInALife: number, seed = 1): Promise<PhotoOutcome> =>
	onStage(async ({ production, proxy, road, phone, camera, check }) => {
		const chance = new Chance(seed);
		const taken = new Map<string, Uint8Array<ArrayBuffer>>();
		for (let photo = 0; photo < photos; photo++) {
			const bytes = jpegOf(20_000 + chance.below(500_000), photo + 1);
			taken.set(await camera.take(COMMUNE, check, bytes), bytes);
		}
		let kills = 0;
		for (let isIdle = false; !isIdle;) {
			await phone.sync({ tries: 2 });
			for (let step = chance.below(2 * stepsInALife); step > 0 && !isIdle; step--)
				isIdle = (await camera.step()).kind === 'idle';
			if (isIdle) break;
			// The app dies while this step is under way, and its connections with it.
			const dying = camera.step().catch(() => undefined);
			await new Promise((resolve) => setTimeout(resolve, chance.below(20)));
			proxy.cut();
			camera.kill();
			await Promise.all([dying, phone.kill()]);
			kills += 1;
		}
		await phone.sync({ tries: 3 });
		await camera.send();

		const violations = await wrongOnServer(road, taken);
		const waiting = (await camera.store.unstored()).length;
		if (waiting > 0) violations.push(`${waiting} photos still wait on the phone`);
		const files = (await readdir(join(production.dataDir, 'photos'))).filter(
			(name) => !/\.json$|^thumbs$/.test(name)
		);
		const strangers = files.filter((name) => !taken.has(name)).length;
		if (strangers > 0) violations.push(`${strangers} files on the server are no photo of the phone`);
		const sum = [...taken.values()].reduce((total, { length }) => total + length, 0);
		return {
			counts: { photos, 'apps killed': kills, bytes: sum, 'bytes sent twice': camera.sentBytes - sum },
			violations
		};
	});

async function offsetAt(road: RealRoad, id: string): Promise<number> {
	const answer = await road.answer('', `/api/photos/${id}`, {
		method: 'HEAD',
		headers: { 'tus-resumable': '1.0.0' }
	});

	return Number(answer.headers.get('upload-offset') ?? 0);
}

/** Each is there as it was taken, and was said to be there once. */
async function wrongOnServer(road: RealRoad, taken: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Promise<string[]> {
	const violations: string[] = [];
	for (const [id, bytes] of taken) {
		const shown = await road.answer('', `/api/photos/${id}`);
		const isSame = shown.ok && (await sha256Of(await shown.arrayBuffer())) === (await sha256Of(bytes));
		if (!isSame) violations.push(`photo ${id} is not on the server as it was taken (${shown.status})`);
		const log = await road.answer('', `/api/changes?unit=${COMMUNE}&kind=photo&record=${id}`);
		const { changes } = (await log.json()) as { changes: { set: { stored?: object } }[] };
		const told = changes.filter(({ set }) => set.stored).length;
		if (told !== 1) violations.push(`photo ${id} was told ${told} times as stored`);
	}
	return violations;
}
