import type { Log } from './log.ts';

/** Their failure is one of the start: without its address a server is of no use. */
const OF_THE_START = ['listen', 'bind'];

/**
 * A file or a connection that breaks where nobody listens costs whoever waited for it, not everybody else. Any other
 * error that nobody foresaw may have left the program half way through something: it ends, and says why.
 */
export function outliveBrokenStreams(log: Log): void {
	process.on('uncaughtException', (error: Error) => {
		const { syscall } = error as NodeJS.ErrnoException;
		if (syscall !== undefined && !OF_THE_START.includes(syscall)) {
			log.error({ err: error }, 'a file or a connection broke and nobody was there to hear of it');
			return;
		}

		log.error({ err: error }, 'the server ends: an error that nobody foresaw');
		process.exit(1);
	});
}
