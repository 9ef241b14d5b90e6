import { preparePhoto } from './prepare-photo.ts';

/** One message, one answer; the page sends the next only after it. */
addEventListener('message', ({ data }: MessageEvent<Blob>) => {
	preparePhoto(data).then(
		(prepared) => postMessage({ prepared }),
		(cause: unknown) => postMessage({ failure: String(cause) })
	);
});
