import { formatNumber } from '../format.ts';

const MEGABYTE = 1_000_000;

/** "65 KB", "6,4 MB", "12 GB": as precise as somebody needs who asks whether there is room. */
export function bytesWords(bytes: number): string {
	const megabytes = bytes / MEGABYTE;
	// One small photo is not nothing.
	if (megabytes < 0.1) return `${formatNumber(Math.ceil(bytes / 1000))}\u00a0KB`;
	if (megabytes >= 1000) return `${formatNumber(megabytes / 1000, megabytes >= 10_000 ? 0 : 1)}\u00a0GB`;

	return `${formatNumber(megabytes, megabytes >= 10 ? 0 : 1)}\u00a0MB`;
}
