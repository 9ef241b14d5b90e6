/** A request that brings no byte for so long is given up; slow ones that go on are not. */
const SILENCE_MS = 45_000;

/** Nothing can come back before the request itself has gone up. On the slowest line that still counts as a network, 2G at
 *  the edge of its reach, that is a byte each millisecond. */
const SLOWEST_BYTES_PER_MS = 1;

export class Watch {
	readonly #controller = new AbortController();
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** `bytesUp`: how much the request itself has to carry. */
	constructor(bytesUp = 0) {
		this.#wait(SILENCE_MS + bytesUp / SLOWEST_BYTES_PER_MS);
	}

	get signal(): AbortSignal {
		return this.#controller.signal;
	}

	touch(): void {
		this.#wait(SILENCE_MS);
	}

	#wait(ms: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#controller.abort(), ms);
	}

	stop(): void {
		clearTimeout(this.#timer);
	}
}

/** The network's failures are `TypeError` and aborts; anything else is a mistake of ours. */
export function unreachable(cause: unknown, watch: Watch): null {
	watch.stop();
	if (cause instanceof TypeError || cause instanceof DOMException) return null;
	throw cause;
}
