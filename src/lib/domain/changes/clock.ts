/** The hybrid logical clock. A reading sorts as text: 9 characters base 36 of milliseconds since 1970, 3 of a counter,
 *  a dot, the device id. */
export interface Reading {
	ms: number;
	counter: number;
	device: string;
}

const MS_LENGTH = 9;
const COUNTER_LENGTH = 3;
const COUNTER_LIMIT = 36 ** COUNTER_LENGTH;
const FORM = /^[0-9a-z]{12}\.[a-z0-9]{8}$/;

export const isReading = (text: string): boolean => FORM.test(text);

export function formatReading({ ms, counter, device }: Reading): string {
	const time = Math.max(0, Math.floor(ms)).toString(36).padStart(MS_LENGTH, '0');
	return `${time}${counter.toString(36).padStart(COUNTER_LENGTH, '0')}.${device}`;
}

/** Assumes a text that `isReading`. */
export function parseReading(text: string): Reading {
	return {
		ms: Number.parseInt(text.slice(0, MS_LENGTH), 36),
		counter: Number.parseInt(text.slice(MS_LENGTH, MS_LENGTH + COUNTER_LENGTH), 36),
		device: text.slice(MS_LENGTH + COUNTER_LENGTH + 1)
	};
}

/** The next reading: later than the last one even when the wall clock stood still or went back. */
export function tick(last: string | undefined, nowMs: number, device: string): string {
	if (last === undefined) return formatReading({ ms: nowMs, counter: 0, device });

	const { ms, counter } = parseReading(last);
	if (nowMs > ms) return formatReading({ ms: nowMs, counter: 0, device });

	return formatReading({ ...plusOne(ms, counter), device });
}

/** The later of the device's own reading and one that came in: what a received stamp does to the clock. */
export function moveOn(last: string | undefined, received: string): string {
	return last === undefined || received > last ? received : last;
}

/** One counter step later, carried into the milliseconds when the counter is full. */
export function plusOne(ms: number, counter: number): { ms: number; counter: number } {
	return counter + 1 < COUNTER_LIMIT ? { ms, counter: counter + 1 } : { ms: ms + 1, counter: 0 };
}
