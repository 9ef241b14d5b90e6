/** What the service worker tells the pages while the program comes down for the first time; in bytes. */
export interface PreparingMessage {
	type: 'PREPARING';
	done: number;
	of: number;
}

export const isPreparing = (data: unknown): data is PreparingMessage =>
	typeof data === 'object' && data !== null && 'type' in data && data.type === 'PREPARING';
