import { pino } from 'pino';
import type { Log } from './log.ts';

/** One JSON object a line on standard output. LOG_LEVEL is one of pino's: debug, info, warn, error, silent. */
export const createJsonLog = (level: string = process.env['LOG_LEVEL'] || 'info'): Log => pino({ level });
