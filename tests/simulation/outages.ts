import type { Lines, Reply, Transport } from '#lib/local/lanes/transport.ts';
import type { Chance } from './chance.ts';
import { answerOf } from './replies.ts';

/** How many requests and answers pass before the network goes, and how many meet that it is missing. */
const THERE = [1, 2, 6, 20, 60, 200];
const MISSING = [1, 1, 2, 6, 20, 100, 400];

/** The network, or the server behind it, is missing from time to time, for a moment or for very long. */
export class Outages {
	readonly #chance: Chance;
	#isOver = false;
	#isMissing = false;
	#left = 0;
	#sign: Reply = { kind: 'silence' };

	constructor(chance: Chance) {
		this.#chance = chance;
	}

	/** From now on the network is there. */
	end(): void {
		this.#isOver = true;
	}

	/** A request can be lost on its way, and its answer too. */
	around(transport: Transport): Transport {
		return {
			...transport,
			push: async (body) => {
				const missing = this.#meet();
				if (missing) return missing;
				const reply = await transport.push(body);
				return this.#meet() ?? reply;
			},
			pull: async (body) => {
				const missing = this.#meet();
				if (missing) return missing;
				const reply = await transport.pull(body);
				return this.#meet() && reply.kind === 'lines' ? cutAfterFirst(reply) : reply;
			}
		};
	}

	/** What comes in the place of what travels, if it does not arrive. */
	#meet(): Reply | undefined {
		if (this.#isOver) return undefined;
		if (this.#left === 0) this.#turn();
		this.#left -= 1;
		return this.#isMissing ? this.#sign : undefined;
	}

	#turn(): void {
		this.#isMissing = !this.#isMissing;
		this.#left = this.#chance.one(this.#isMissing ? MISSING : THERE);
		// Nothing, the page of a hotel's network, or the page of a proxy that does not find the server.
		this.#sign = this.#chance.one([{ kind: 'silence' }, answerOf(200, undefined), answerOf(502, undefined)]);
	}
}

function cutAfterFirst({ lines }: Lines): Lines {
	async function* cut() {
		for await (const line of lines) {
			yield line;
			throw new TypeError('the stream broke off');
		}
	}
	return { kind: 'lines', lines: cut() };
}
