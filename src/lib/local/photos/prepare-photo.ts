import { shotAtOf } from '#lib/domain/photos/exif.ts';
import { isWholeJpeg, otherPicture, readImageHeader, type OtherPicture } from '#lib/domain/photos/image-header.ts';
import { fitWithin, JPEG_QUALITY, LONG_EDGE, PHOTO_BYTES, THUMB_EDGE } from '#lib/domain/photos/photo-limits.ts';
import { withoutMetadata } from '#lib/domain/photos/without-metadata.ts';
import { ok, refuse, type Result } from '#lib/domain/result.ts';

export interface Prepared {
	bytes: ArrayBuffer;
	thumb: ArrayBuffer;
	sha256: string;
	width: number;
	height: number;
	filetype: string;
	/** As the camera noted it. */
	shotAt: string | undefined;
}

/** `not-a-photo`: no picture by its own bytes; or what picture it is, of those that are not taken. `heic`: one that this browser
 *  cannot open. `broken`: cut off or damaged. */
export type PhotoRefusal = { kind: 'not-a-photo' | OtherPicture | 'heic' | 'broken' | 'too-large' };

/** Makes of what the camera gave what is kept: turned upright, of a size that can be sent, of its metadata only when it was taken. Runs in a
 *  worker, one photo at a time: a picture of 48 million pixels takes 190 MB while it is open. */
export async function preparePhoto(source: Blob): Promise<Result<Prepared, PhotoRefusal>> {
	const bytes = await source.arrayBuffer();
	const header = readImageHeader(new Uint8Array(bytes));
	if (!header) return refuse({ kind: otherPicture(new Uint8Array(bytes)) ?? 'not-a-photo' });
	if (header.type === 'image/jpeg' && !isWholeJpeg(new Uint8Array(bytes))) return refuse({ kind: 'broken' });

	const picture = await openPicture(new Blob([bytes], { type: header.type }));
	if (!picture) return refuse({ kind: header.type === 'image/heic' ? 'heic' : 'broken' });
	try {
		const size = fitWithin(picture, LONG_EDGE);
		const canvas = draw(picture, size);
		const thumb = draw(canvas, fitWithin(size, THUMB_EDGE));
		// A phone short of memory gives an empty canvas and no error: then the original is the photo.
		const isBlank = isEmpty(thumb);
		if (isBlank) onWhite(thumb);
		const shotAt = shotAtOf(new Uint8Array(bytes));
		const whole = isBlank ? bytes : await jpegOf(canvas);
		const isJpeg = !isBlank || header.type === 'image/jpeg';
		const made = isJpeg ? withoutMetadata(new Uint8Array(whole), { shotAt }).buffer : whole;
		if (made.byteLength > PHOTO_BYTES) return refuse({ kind: 'too-large' });

		return ok({
			bytes: made,
			thumb: await jpegOf(thumb),
			sha256: await sha256Of(made),
			...(isBlank ? { width: picture.width, height: picture.height } : size),
			filetype: isJpeg ? 'image/jpeg' : header.type,
			shotAt
		});
	} finally {
		picture.close();
	}
}

/** The browser turns it upright; null for what it cannot decode. Decoded at the size wanted, where the browser does that. */
async function openPicture(source: Blob): Promise<ImageBitmap | null> {
	try {
		const whole = await createImageBitmap(source, { imageOrientation: 'from-image' });
		const { width, height } = fitWithin(whole, LONG_EDGE);
		if (width === whole.width) return whole;
		const smaller = await createImageBitmap(whole, {
			resizeWidth: width,
			resizeHeight: height,
			resizeQuality: 'high'
		});
		whole.close();
		return smaller;
	} catch (cause) {
		if (cause instanceof DOMException) return null;
		throw cause;
	}
}

function draw(picture: CanvasImageSource, { width, height }: { width: number; height: number }): OffscreenCanvas {
	const canvas = new OffscreenCanvas(width, height);
	const context = canvas.getContext('2d')!;
	context.imageSmoothingQuality = 'high';
	context.drawImage(picture, 0, 0, width, height);
	if (!isEmpty(canvas)) onWhite(canvas);

	return canvas;
}

/** What is see-through in a PNG would be black in a JPEG. */
function onWhite(canvas: OffscreenCanvas): void {
	const context = canvas.getContext('2d')!;
	context.globalCompositeOperation = 'destination-over';
	context.fillStyle = 'white';
	context.fillRect(0, 0, canvas.width, canvas.height);
}

/** Nothing was drawn on it at all. */
function isEmpty(canvas: OffscreenCanvas): boolean {
	const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
	for (let at = 3; at < data.length; at += 4) if (data[at] !== 0) return false;

	return true;
}

async function jpegOf(canvas: OffscreenCanvas): Promise<ArrayBuffer> {
	const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });

	return blob.arrayBuffer();
}

export async function sha256Of(bytes: BufferSource): Promise<string> {
	const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

	return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
