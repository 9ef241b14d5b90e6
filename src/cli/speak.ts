/** What a command says: to the office in Vietnamese, to whoever runs the machine in English too. */
export interface Words {
	vi: string;
	en: string;
}

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

/** Runs a command to its end; a refusal is shown without the place in the code where it happened. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
	try {
		await command();
	} catch (error) {
		process.exitCode = 1;
		if (error instanceof CommandRefused) console.error(`Lỗi: ${error.words.vi}\nError: ${error.words.en}`);
		else if (error instanceof Error && error.name === 'ConfigError')
			console.error(`Lỗi cấu hình / Configuration: ${error.message}`);
		else console.error(error);
	}
}
