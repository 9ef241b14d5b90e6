import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Loaded into a server before its own code: tells its parent how late the event loop was since it was last asked. */
const RESOLUTION_MS = 5;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();

// The watch's own timer is part of what it measures.
const lateness = (ns: number) => Math.max(0, ns / 1e6 - RESOLUTION_MS);

process.on('message', () => {
	process.send?.({
		p50: lateness(delay.percentile(50)),
		p99: lateness(delay.percentile(99)),
		max: lateness(delay.max)
	});
	delay.reset();
});
process.channel?.unref();
