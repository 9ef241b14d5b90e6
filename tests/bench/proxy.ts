import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

/** A line between two machines: the way there and back, and what it carries in a second. */
export interface Line {
	roundTripMs: number;
	downBitsPerSecond: number;
	upBitsPerSecond: number;
}

/** A village at the edge of 3G. */
export const VILLAGE: Line = { roundTripMs: 150, downBitsPerSecond: 1_600_000, upBitsPerSecond: 750_000 };

export interface Traffic {
	/** Bytes, HTTP's own headers among them. */
	up: number;
	down: number;
	requests: number;
}

type Way = 'up' | 'down';

const REQUEST = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) /;

/** Stands between a device and a server on the loopback: counts what passes, and can make the way long and narrow. */
export class Proxy {
	#line: Line | undefined;
	#counted: Traffic = { up: 0, down: 0, requests: 0 };
	/** Every connection is cut when so many more bytes have gone that way. */
	#cut: { way: Way; bytes: number } | undefined;
	#wayFree = { up: 0, down: 0 };
	readonly #server: Server;
	/** Where what goes that way comes from. */
	readonly #sources = { up: new Set<Socket>(), down: new Set<Socket>() };

	private constructor(target: number) {
		this.#server = createServer({ noDelay: true }, (device) => this.#connect(device, target));
	}

	static async to(target: number, port = 0): Promise<Proxy> {
		const proxy = new Proxy(target);
		proxy.#server.listen(port, '127.0.0.1');
		await once(proxy.#server, 'listening');
		return proxy;
	}

	get origin(): string {
		return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
	}

	/** Of this kind from now on; nothing makes it the bare loopback again. Open connections end: they were made on the old line. */
	become(line: Line | undefined): void {
		this.#line = line;
		this.cut();
	}

	cutAfter(bytes: number, way: Way = 'down'): void {
		// Half a byte would stay to come for ever.
		this.#cut = { way, bytes: Math.ceil(bytes) };
	}

	/** Whether the cut has still to come. */
	get isToCut(): boolean {
		return this.#cut !== undefined;
	}

	cut(): void {
		for (const source of [...this.#sources.up, ...this.#sources.down]) source.destroy();
	}

	/** What has passed since it was last asked. */
	take(): Traffic {
		const counted = this.#counted;
		this.#counted = { up: 0, down: 0, requests: 0 };
		return counted;
	}

	async close(): Promise<void> {
		this.cut();
		this.#server.close();
		await once(this.#server, 'close');
	}

	#connect(device: Socket, target: number): void {
		const server = connect({ port: target, host: '127.0.0.1', noDelay: true });
		// Making a connection takes a round trip of its own.
		const openAt = performance.now() + (this.#line?.roundTripMs ?? 0);
		for (const [from, to, way] of [
			[device, server, 'up'],
			[server, device, 'down']
		] as const) {
			const sources = this.#sources[way];
			const queue = new ArrivalQueue();
			const later = (bytes: number, act: () => void): void => {
				queue.add(this.#arrival(way, bytes, openAt), act);
			};
			sources.add(from);
			from.on('data', (chunk: Buffer) => {
				const passing = this.#count(chunk, way);
				later(passing.length, () => to.write(passing));
			});
			from.on('end', () => later(0, () => to.end()));
			from.on('error', () => to.destroy());
			from.on('close', () => {
				sources.delete(from);
				// What has passed arrives; what was to follow does not.
				later(0, () => to.destroySoon());
			});
		}
	}

	/** What of the chunk gets through, up to a cut. */
	#count(chunk: Buffer, way: Way): Buffer {
		const cut = this.#cut?.way === way ? this.#cut : undefined;
		const passing = cut ? chunk.subarray(0, cut.bytes) : chunk;
		this.#counted[way] += passing.length;
		if (way === 'up' && REQUEST.test(chunk.toString('latin1', 0, 8))) this.#counted.requests += 1;
		if (!cut) return passing;

		cut.bytes -= passing.length;
		if (cut.bytes === 0) {
			this.#cut = undefined;
			for (const source of this.#sources[way]) source.destroy();
		}
		return passing;
	}

	/** When the bytes have gone through the line, one after the other as all connections share it; at once without one. */
	#arrival(way: Way, bytes: number, openAt: number): number {
		const line = this.#line;
		if (!line) return 0;

		const bits = way === 'up' ? line.upBitsPerSecond : line.downBitsPerSecond;
		this.#wayFree[way] = Math.max(this.#wayFree[way], performance.now()) + (bytes * 8000) / bits;
		return Math.max(this.#wayFree[way], way === 'up' ? openAt : 0) + line.roundTripMs / 2;
	}
}

/** Things to do at their times, each after the one added before it: timers alone may overtake each other by a millisecond. */
class ArrivalQueue {
	readonly #waiting: { at: number; act: () => void }[] = [];

	add(at: number, act: () => void): void {
		this.#waiting.push({ at, act });
		if (this.#waiting.length === 1) this.#work();
	}

	#work(): void {
		for (;;) {
			const [first] = this.#waiting;
			if (!first) return;
			const waitMs = first.at - performance.now();
			if (waitMs > 0) return void setTimeout(() => this.#work(), waitMs);
			first.act();
			this.#waiting.shift();
		}
	}
}
