import { formatReading, parseReading, plusOne } from './clock.ts';

export interface Stamping {
	hlc: string;
	device: string;
	/** The device's clock when it sent the request, in ms. */
	requestNowMs: number;
	/** The later of the server's clock at the request's first byte and the unit's last stamp, in ms. */
	serverNowMs: number;
	/** Stamps of the changes this one was made on top of. */
	prevStamps: readonly string[];
}

/** The effective time of a change: a wrong clock never lies in the future and never beats an edit made on top of it. */
export function stampChange({ hlc, device, requestNowMs, serverNowMs, prevStamps }: Stamping): string {
	const made = parseReading(hlc);
	const atServer = made.ms + (serverNowMs - requestNowMs);
	const own =
		atServer > serverNowMs || atServer < 0
			? formatReading({ ms: atServer < 0 ? 0 : serverNowMs, counter: 0, device })
			: formatReading({ ms: atServer, counter: made.counter, device });

	return prevStamps.reduce((latest, prev) => {
		const { ms, counter } = parseReading(prev);
		const after = formatReading({ ...plusOne(ms, counter), device });
		return after > latest ? after : latest;
	}, own);
}
