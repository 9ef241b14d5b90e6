import { wordsOfFailure } from './failures.ts';
import type { Words } from './words.ts';

export type { Words };

/** A refusal to show as it is: nothing is broken, something was asked that cannot be. */
export class CommandRefused extends Error {
	override name = 'CommandRefused';
	readonly words: Words;

	constructor(words: Words) {
		super(words.en);
		this.words = words;
	}
}

export function say({ vi, en }: Words): void {
	console.log(`${vi}\n${en}`);
}

/** What works, and not as it should. */
export function warn({ vi, en }: Words): void {
	console.error(`CẢNH BÁO: ${vi}\nWARNING: ${en}`);
}

/** Runs a command to its end; a refusal, or a failure of the world, is shown without the place in the code where it happened. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
	try {
		await command();
	} catch (error) {
		process.exitCode = 1;
		const words = error instanceof CommandRefused ? error.words : wordsOfFailure(error);
		if (words) console.error(`Lỗi: ${words.vi}\nError: ${words.en}`);
		else console.error(error);
	}
}
