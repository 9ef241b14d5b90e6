import type { Log } from '../log.ts';

interface Call {
	request: Request;
	/** As the adapter reads it, which throws where the header that names it is missing. */
	getClientAddress(): string;
	/** The adapter's own request; another program than the adapter has none. */
	platform?: Readonly<{ req?: { socket: { remoteAddress?: string | undefined } } }> | undefined;
}

/** Where a call comes from. A proxy that is set up wrongly is told once, and keeps nobody out. */
export class CallerAddresses {
	readonly #log: Log;
	readonly #env: Record<string, string | undefined>;
	#isTold = false;

	constructor(log: Log, env: Record<string, string | undefined>) {
		this.#log = log;
		this.#env = env;
	}

	of({ request, getClientAddress, platform }: Call): string {
		const header = this.#env['ADDRESS_HEADER'] || undefined;
		if (header === undefined && (request.headers.has('x-forwarded-for') || request.headers.has('forwarded'))) {
			this.#tell('calls come through a proxy and ADDRESS_HEADER is not set: everybody counts as one address');
		}
		try {
			return getClientAddress();
		} catch (cause) {
			if (header === undefined) throw cause;
			this.#tell(`ADDRESS_HEADER is ${header}, and a call came without it: the proxy's own address counts`);
			return platform?.req?.socket.remoteAddress ?? '';
		}
	}

	#tell(message: string): void {
		if (this.#isTold) return;
		this.#isTold = true;
		this.#log.warn({}, message);
	}
}
