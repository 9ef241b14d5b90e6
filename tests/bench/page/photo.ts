import { PhotoDatabase } from '#lib/local/photos/photo-database.ts';
import { PhotoStore } from '#lib/local/photos/photo-store.ts';
import { preparePhoto } from '#lib/local/photos/prepare-photo.ts';
import { fitWithin, JPEG_QUALITY, LONG_EDGE } from '#lib/domain/photos/photo-limits.ts';

export interface PhotoMeasured {
	/** From the file of the camera to a photo that was read back from the disk, in ms. */
	saved: number;
	/** Of it, making the photo. */
	made: number;
	/** The browser alone: decoding the file, drawing it smaller, writing a JPEG. */
	bare: number;
	cameraBytes: number;
	photoBytes: number;
	thumbBytes: number;
}

let scene: Blob | undefined;

/** Takes a photo as the product does, on this thread: the product's worker runs the same. */
export async function takePhoto(width: number, height: number): Promise<PhotoMeasured> {
	const source = (scene ??= await drawScene(width, height));
	const bareFrom = performance.now();
	await makeBare(source);
	const bare = performance.now() - bareFrom;

	const store = new PhotoStore(new PhotoDatabase('bench'));
	const from = performance.now();
	const prepared = await preparePhoto(source);
	const made = performance.now() - from;
	if (!prepared.ok) throw new Error(`the photo was refused: ${prepared.refusal.kind}`);
	const { bytes, thumb, ...file } = prepared.value;
	await store.keep(
		{
			...{ id: crypto.randomUUID(), unitId: '15697', draftKey: '', caption: '', thumb, takenAtMs: Date.now() },
			file: { ...file, bytes: bytes.byteLength, takenAt: new Date().toISOString() },
			...{ isStored: 0, hasCopy: 1, sentBytes: 0, isThumbSent: false }
		},
		bytes
	);
	const saved = performance.now() - from;

	return {
		...{ saved, made, bare, cameraBytes: source.size },
		...{ photoBytes: bytes.byteLength, thumbBytes: thumb.byteLength }
	};
}

async function makeBare(source: Blob): Promise<void> {
	const picture = await createImageBitmap(source);
	const { width, height } = fitWithin(picture, LONG_EDGE);
	const canvas = new OffscreenCanvas(width, height);
	canvas.getContext('2d')!.drawImage(picture, 0, 0, width, height);
	picture.close();
	await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
}

/** A field under a sky with some thousand things in it: as much detail as a photo has, about. */
async function drawScene(width: number, height: number): Promise<Blob> {
	const canvas = new OffscreenCanvas(width, height);
	const context = canvas.getContext('2d')!;
	const sky = context.createLinearGradient(0, 0, 0, height);
	sky.addColorStop(0, '#6af');
	sky.addColorStop(0.5, '#def');
	sky.addColorStop(1, '#583');
	context.fillStyle = sky;
	context.fillRect(0, 0, width, height);
	let state = 1;
	const chance = (below: number) => ((state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) / 2 ** 32) * below;
	for (let thing = 0; thing < 30_000; thing++) {
		context.fillStyle = `hsl(${chance(140)} 40% ${20 + chance(60)}% / 0.5)`;
		const size = 2 + chance(60);
		context.fillRect(chance(width), height / 3 + chance(height), size, size * chance(2));
	}
	return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
}
