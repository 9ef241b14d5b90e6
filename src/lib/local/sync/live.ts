export interface Live {
	start(): void;
	stop(): void;
	isOpen(): boolean;
	/** Opens the stream again if the browser has closed it: the browser does so for good when a proxy answers for the server. */
	revive(): void;
}

/** Listens to the server's hints that something is new. A lost hint does no harm: the poll finds the news. */
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
