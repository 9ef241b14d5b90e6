import type { PullLine } from '#lib/domain/changes/pull.ts';
import type { PushAnswer } from '#lib/domain/changes/push.ts';

/** What the server has said, which it must not take back while its database is the same one. */
export class AnswersGiven {
	readonly #receipts = new Map<string, string>();
	readonly #heads = new Map<string, number>();

	/** However often a change comes, its verdict is the first one. A hold is none, and whether a unit is open to a person is
	 *  judged anew each time: nothing is written down of a change from outside. */
	receipts({ epoch, receipts }: PushAnswer): string[] {
		return receipts.flatMap((receipt) => {
			if (receipt.r === 'hold' || (receipt.r === 'refused' && receipt.code === 'forbidden')) return [];
			const key = `${epoch}/${receipt.id}`;
			// Of a unit that has been taken away the verdict is told without its proof.
			const verdict = JSON.stringify({ ...receipt, proof: undefined, mark: undefined });
			const first = this.#receipts.get(key) ?? verdict;
			this.#receipts.set(key, first);
			return first === verdict
				? []
				: [`idempotence: ${receipt.id.slice(-6)} was answered ${first}, then ${verdict}`];
		});
	}

	/** The head of a unit never falls. */
	heads(lines: readonly PullLine[]): string[] {
		return lines.flatMap((line) => {
			if (!('scopes' in line)) return [];
			return Object.entries(line.scopes).flatMap(([unitId, { head }]) => {
				const key = `${line.epoch}/${unitId}`;
				const before = this.#heads.get(key) ?? 0;
				this.#heads.set(key, Math.max(head, before));
				return head >= before ? [] : [`sequence: the head of ${unitId} fell from ${before} to ${head}`];
			});
		});
	}
}
