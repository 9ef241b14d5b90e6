import { join } from 'node:path';
import { pino } from 'pino';
import type { Log } from './log.ts';

/** One JSON object a line on standard output. LOG_LEVEL is one of pino's: debug, info, warn, error, silent. */
export const createJsonLog = (level: string = process.env['LOG_LEVEL'] || 'info'): Log => pino({ level });

/** Acts of administration on the command line, one JSON object a line in a file beside the data: no server hears of them. */
export const createActsLog = (dataDir: string): Log =>
	pino(pino.destination({ dest: join(dataDir, ACTS_FILE), mode: 0o600, mkdir: true, sync: true }));

const ACTS_FILE = 'admin.log';
