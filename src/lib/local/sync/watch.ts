/** A request that brings no byte for so long is given up; slow ones that go on are not. */
const SILENCE_MS = 45_000;

export class Watch {
	readonly #controller = new AbortController();
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor() {
		this.touch();
	}

	get signal(): AbortSignal {
		return this.#controller.signal;
	}

	touch(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#controller.abort(), SILENCE_MS);
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
