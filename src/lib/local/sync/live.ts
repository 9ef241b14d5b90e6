export interface Live {
	start(): void;
	stop(): void;
	isOpen(): boolean;
	/** Opens it once more where the browser has given it up, as it does for good when a proxy answers in the server's place. */
	revive(): void;
}

/** Follows the server's hints that something is new. A hint lost does no harm: the poll finds it. */
export function followLive({ onnews }: { onnews: () => void }): Live {
	let source: EventSource | undefined;

	function start(): void {
		source?.close();
		source = new EventSource('/api/live');
		source.addEventListener('heads', onnews);
	}

	return {
		start,
		revive() {
			if (source?.readyState === EventSource.CLOSED) start();
		},
		stop() {
			source?.close();
			source = undefined;
		},
		isOpen: () => source?.readyState === EventSource.OPEN
	};
}
