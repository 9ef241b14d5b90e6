import { randomUUID } from 'node:crypto';
import pg from 'pg';
import * as z from 'zod/mini';
import type { Log } from '../log.ts';
import type { Heads } from './live.ts';
import { systemTimers, type Timers } from './timers.ts';

/** Carries hints between the instances of a server on one PostgreSQL. What is lost, the next pull makes good. */
export interface Relay {
	tell(heads: Heads): void;
	listen(hear: (heads: Heads) => void): void;
	close(): Promise<void>;
}

const CHANNEL = 've_dich_heads';

/** A notification carries less than 8,000 bytes; a unit takes about 30 of them. */
const UNITS_PER_MESSAGE = 150;

const RECONNECT_MS = 5_000;

/** Hints that wait so long are worth nothing any more. */
const ANSWER_TIMEOUT_MS = 10_000;

const message = z.object({ from: z.string(), units: z.record(z.string(), z.number()) });

export interface RelayOptions {
	log: Log;
	timers?: Timers;
}

/** Holds one connection of its own: a pooled one cannot listen. */
export function openRelay(url: string, { log, timers = systemTimers }: RelayOptions): Relay {
	const me = randomUUID();
	let client: pg.Client | undefined;
	let hear: (heads: Heads) => void = () => {};
	let connecting: Promise<void> | undefined;
	let sending = Promise.resolve();
	let isClosed = false;
	let cancelTimer = () => {};
	let giveUp = () => {};

	async function connect(): Promise<void> {
		const next = new pg.Client({
			connectionString: url,
			application_name: 've-dich live',
			keepAlive: true,
			connectionTimeoutMillis: ANSWER_TIMEOUT_MS,
			query_timeout: ANSWER_TIMEOUT_MS
		});
		let isLost = false;
		const lose = () => {
			if (isLost) return;
			isLost = true;
			client = undefined;
			// Not waited for: a server that is frozen does not answer to this either.
			next.end().catch(() => undefined);
			if (!isClosed) cancelTimer = timers.after(RECONNECT_MS, begin);
		};
		giveUp = lose;
		next.on('error', (error) => log.warn({ err: error }, 'the connection between instances broke'));
		next.on('end', lose);
		next.on('notification', ({ payload }) => receive(payload));
		try {
			await next.connect();
			await next.query(`listen ${CHANNEL}`);
			client = next;
		} catch (error) {
			log.warn({ err: error }, 'no connection between instances');
			lose();
		}
	}

	function begin(): void {
		connecting = connect();
	}

	function receive(payload = ''): void {
		try {
			const { from, units } = message.parse(JSON.parse(payload));
			if (from !== me) hear(units);
		} catch (error) {
			log.warn({ err: error }, 'a message between instances could not be read');
		}
	}

	async function send(units: Heads): Promise<void> {
		try {
			await client?.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify({ from: me, units })]);
		} catch (error) {
			log.warn({ err: error }, 'the other instances were not told');
			// What waits behind a statement that got no answer would wait in vain.
			giveUp();
		}
	}

	return {
		tell(heads) {
			const entries = Object.entries(heads);
			for (let at = 0; at < entries.length; at += UNITS_PER_MESSAGE) {
				const units = Object.fromEntries(entries.slice(at, at + UNITS_PER_MESSAGE));
				sending = sending.then(() => send(units));
			}
		},
		listen(listener) {
			hear = listener;
			begin();
		},
		async close() {
			isClosed = true;
			cancelTimer();
			await connecting;
			await client?.end();
		}
	};
}
