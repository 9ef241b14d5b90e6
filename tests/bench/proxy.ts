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

const REQUEST = /^(?:GET|POST|PUT|DELETE|OPTIONS) /;

/** Stands between a device and a server on the loopback: counts what passes, and can make the way long and narrow. */
export class Proxy {
	#line: Line | undefined;
	#counted: Traffic = { up: 0, down: 0, requests: 0 };
	/** Every connection is cut when so many more bytes have come down. */
	#cutAfter: number | undefined;
	#wayFree = { up: 0, down: 0 };
	readonly #server: Server;
	readonly #sockets = new Set<Socket>();

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

	cutAfter(bytes: number): void {
		this.#cutAfter = bytes;
	}

	cut(): void {
		for (const socket of this.#sockets) socket.destroy();
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
			this.#sockets.add(from);
			from.on('data', (chunk: Buffer) => this.#pass(chunk, to, way, openAt));
			from.on('end', () => this.#later(way, 0, openAt, () => to.end()));
			from.on('error', () => to.destroy());
			from.on('close', () => {
				this.#sockets.delete(from);
				if (from.errored || from.destroyed) this.#later(way, 0, openAt, () => to.destroy());
			});
		}
	}

	#pass(chunk: Buffer, to: Socket, way: 'up' | 'down', openAt: number): void {
		this.#counted[way] += chunk.length;
		if (way === 'up' && REQUEST.test(chunk.toString('latin1', 0, 8))) this.#counted.requests += 1;
		this.#later(way, chunk.length, openAt, () => to.write(chunk));
		if (way === 'up' || this.#cutAfter === undefined) return;

		this.#cutAfter -= chunk.length;
		if (this.#cutAfter > 0) return;
		this.#cutAfter = undefined;
		this.cut();
	}

	/** When the bytes have gone through the line, one after the other as all connections share it. */
	#later(way: 'up' | 'down', bytes: number, openAt: number, act: () => void): void {
		const line = this.#line;
		if (!line) return act();

		const bits = way === 'up' ? line.upBitsPerSecond : line.downBitsPerSecond;
		const now = performance.now();
		this.#wayFree[way] = Math.max(this.#wayFree[way], now) + (bytes * 8000) / bits;
		const arrivesAt = Math.max(this.#wayFree[way], way === 'up' ? openAt : 0) + line.roundTripMs / 2;
		setTimeout(act, arrivesAt - now);
	}
}
