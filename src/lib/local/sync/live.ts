export interface Live {
	start(): void;
	stop(): void;
	isOpen(): boolean;
}

/** Follows the server's hints that something is new. A hint lost does no harm: the poll finds it. */
export function followLive({ onnews }: { onnews: () => void }): Live {
	let source: EventSource | undefined;

	return {
		start() {
			source?.close();
			source = new EventSource('/api/live');
			source.addEventListener('heads', onnews);
		},
		stop() {
			source?.close();
			source = undefined;
		},
		isOpen: () => source?.readyState === EventSource.OPEN
	};
}
