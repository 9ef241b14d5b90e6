import type { Page } from '@playwright/test';
import { exifSegment } from '#lib/domain/photos/exif.ts';

/** What the camera writes besides the picture, to be found again by a test that must not find it. */
const CAMERA_NAME = 'MAYANHTHU';

/** A picture as a camera writes it: its first corner red, the rest white. */
export async function makeJpeg(page: Page, size: { width: number; height: number }): Promise<Buffer> {
	const base64 = await page.evaluate(async ({ width, height }) => {
		const canvas = new OffscreenCanvas(width, height);
		const context = canvas.getContext('2d')!;
		context.fillStyle = 'white';
		context.fillRect(0, 0, width, height);
		context.fillStyle = 'red';
		context.fillRect(0, 0, width / 2, height / 2);
		const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer());
		let text = '';
		for (const byte of bytes) text += String.fromCharCode(byte);
		return btoa(text);
	}, size);

	return Buffer.from(base64, 'base64');
}

/** A picture of another format; see-through all over, it looks like a canvas on which nothing was drawn. */
export async function makePng(page: Page, { isClear }: { isClear: boolean }): Promise<Buffer> {
	const base64 = await page.evaluate(async (isClear) => {
		const canvas = new OffscreenCanvas(400, 200);
		const context = canvas.getContext('2d')!;
		if (!isClear) {
			context.fillStyle = 'white';
			context.fillRect(0, 0, 400, 200);
			context.fillStyle = 'red';
			context.fillRect(0, 0, 200, 100);
		}
		const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
		return btoa(String.fromCharCode(...bytes));
	}, isClear);

	return Buffer.from(base64, 'base64');
}

/** The same picture with what EXIF says of how the camera was held, 1 to 8, and of the camera's name. */
export function withOrientation(jpeg: Buffer, orientation: number): Buffer {
	const name = Buffer.from(`${CAMERA_NAME}\0`, 'latin1');
	const tiff = Buffer.alloc(38);
	tiff.write('MM\0*', 0, 'latin1');
	tiff.writeUInt32BE(8, 4);
	tiff.writeUInt16BE(2, 8);
	writeEntry(tiff, 10, { tag: 0x010f, type: 2, count: name.length });
	tiff.writeUInt32BE(tiff.length, 18);
	writeEntry(tiff, 22, { tag: 0x0112, type: 3, count: 1 });
	tiff.writeUInt16BE(orientation, 30);

	const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, name]);
	const head = Buffer.from([0xff, 0xe1, 0, 0]);
	head.writeUInt16BE(body.length + 2, 2);
	return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

/** The same picture with what EXIF says of when it was taken. */
export const withShotTime = (jpeg: Buffer, shotAt: string): Buffer =>
	Buffer.concat([jpeg.subarray(0, 2), Buffer.from(exifSegment({ shotAt })), jpeg.subarray(2)]);

function writeEntry(to: Buffer, at: number, { tag, type, count }: { tag: number; type: number; count: number }): void {
	to.writeUInt16BE(tag, at);
	to.writeUInt16BE(type, at + 2);
	to.writeUInt32BE(count, at + 4);
}

export interface KeptPhoto {
	width: number;
	height: number;
	/** Which corner is red. */
	corner: string;
	/** Whether the camera's name is still in its bytes. */
	namesCamera: boolean;
	filetype: string;
	/** Its longer edge. */
	thumb: number;
	/** Of one chosen among pictures: when it was taken, or nothing. */
	chosen: { takenAt?: string } | undefined;
	hasPlace: boolean;
	/** Days that its bytes name. */
	days: string[];
}

/** The photos that lie on the device, opened anew, in the order in which they were taken. */
export function keptPhotos(page: Page): Promise<KeptPhoto[]> {
	return page.evaluate(async (cameraName) => {
		const done = <T>(request: IDBRequest<T>): Promise<T> =>
			new Promise((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error!);
			});
		const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
		const db = await done(indexedDB.open(names.find((name) => name.startsWith('ve-dich-photos:'))!));
		const stores = db.transaction(['photo', 'piece']);
		const [rows, pieces] = await Promise.all([
			done(stores.objectStore('photo').getAll()) as Promise<
				{
					id: string;
					takenAtMs: number;
					file: { filetype: string; chosen?: { takenAt?: string }; place?: object };
					thumb: ArrayBuffer;
				}[]
			>,
			done(stores.objectStore('piece').getAll()) as Promise<{ photoId: string; bytes: ArrayBuffer }[]>
		]);
		db.close();

		const inOrder = rows.sort((a, b) => a.takenAtMs - b.takenAtMs || (a.id < b.id ? -1 : 1));
		return Promise.all(
			inOrder.map(async ({ id, file, thumb }) => {
				const small = await createImageBitmap(new Blob([thumb]));
				const blob = new Blob(pieces.filter(({ photoId }) => photoId === id).map(({ bytes }) => bytes));
				const picture = await createImageBitmap(blob, { imageOrientation: 'none' });
				const { width, height } = picture;
				const context = new OffscreenCanvas(width, height).getContext('2d')!;
				context.drawImage(picture, 0, 0);
				const isRed = (x: number, y: number) =>
					context.getImageData(Math.floor(x * width), Math.floor(y * height), 1, 1).data[1]! < 100;
				const corners = { 'top left': [0.2, 0.2], 'top right': [0.8, 0.2], 'bottom left': [0.2, 0.8] } as const;
				const found = Object.entries(corners).find(([, [x, y]]) => isRed(x, y))?.[0];
				const corner = found ?? (isRed(0.8, 0.8) ? 'bottom right' : 'none');
				const text = new TextDecoder('latin1').decode(await blob.arrayBuffer());
				return {
					width,
					height,
					corner,
					namesCamera: text.includes(cameraName),
					filetype: file.filetype,
					thumb: Math.max(small.width, small.height),
					chosen: file.chosen,
					hasPlace: file.place !== undefined,
					days: text.match(/\d{4}:\d\d:\d\d/g) ?? []
				};
			})
		);
	}, CAMERA_NAME);
}
