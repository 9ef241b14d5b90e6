import type { Result } from '#lib/domain/result.ts';
import type { PhotoRefusal, Prepared } from './prepare-photo.ts';

type Answer = { prepared: Result<Prepared, PhotoRefusal> } | { failure: string };

/** The worker ended or stopped answering, as it does when the phone has no memory left. */
class PhotoWorkerFailed extends Error {
	override name = 'PhotoWorkerFailed';
}

/** Prepares photos in a worker, one after the other; the worker goes with the last of them, and its memory with it. */
export class PhotoMaker {
	#queue: Promise<unknown> = Promise.resolve();

	prepare(source: Blob): Promise<Result<Prepared, PhotoRefusal>> {
		const next = this.#queue.then(() => prepareOne(source));
		this.#queue = next.catch(() => undefined); // told to whoever asked for it
		return next;
	}
}

function prepareOne(source: Blob): Promise<Result<Prepared, PhotoRefusal>> {
	const worker = new Worker(new URL('./prepare.worker.ts', import.meta.url), { type: 'module' });
	const answer = new Promise<Result<Prepared, PhotoRefusal>>((resolve, reject) => {
		worker.onmessage = ({ data }: MessageEvent<Answer>) =>
			'prepared' in data ? resolve(data.prepared) : reject(new PhotoWorkerFailed(data.failure));
		worker.onerror = ({ message }) => reject(new PhotoWorkerFailed(message));
		worker.postMessage(source);
	});

	return answer.finally(() => worker.terminate());
}
