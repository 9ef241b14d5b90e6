import type { Change } from '#lib/domain/changes/change.ts';
import { formatReading } from '#lib/domain/changes/clock.ts';
import type { PushAnswer } from '#lib/domain/changes/push.ts';
import type { Reply } from '#lib/local/lanes/transport.ts';
import type { Chance } from './chance.ts';

/** Long before the first history begins. */
const LONG_AGO = formatReading({ ms: Date.parse('2017-01-01T00:00:00Z'), counter: 0, device: 'forger01' });

/** A program that claims what is not so, with whatever it has overheard of the server's words to others. */
export class Forger {
	readonly #stamps: { again: string; proof: string }[] = [{ again: LONG_AGO, proof: 'A'.repeat(30) }];
	readonly #forged = new WeakSet<Change>();

	overhear(reply: Reply): void {
		const { receipts = [] } =
			(reply.kind === 'answer' ? (reply.body as Partial<PushAnswer> | undefined) : {}) ?? {};
		for (const receipt of receipts) {
			if (receipt.r !== 'ok' || receipt.proof === undefined) continue;
			this.#stamps.push(
				{ again: receipt.stamp, proof: receipt.proof },
				{ again: LONG_AGO, proof: receipt.proof }
			);
		}
	}

	/** As if a restore had taken all of it, and each had had a stamp of another change. */
	withStamps(body: unknown, chance: Chance): unknown {
		const { changes, ...rest } = body as { changes: Change[] };
		const forged = changes.map((change) => ({ ...change, ...chance.one(this.#stamps) }));
		for (const change of forged) this.#forged.add(change);
		return { ...rest, changes: forged };
	}

	isForged = (change: Change): boolean => this.#forged.has(change);
}
