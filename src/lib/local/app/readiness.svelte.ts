import { isPreparing } from './preparing-message.ts';

/** What the browser has of service workers; `undefined` where it has none, as on an insecure address. */
export interface WorkerPlace {
	ready: Promise<unknown>;
	getRegistration(): Promise<{ active: unknown } | undefined>;
	addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
	startMessages(): void;
}

/** `unknown` until the browser has said whether a worker is there. */
export type ProgramStage = 'unknown' | 'impossible' | 'preparing' | 'ready';

/** Whether the program itself lies on this device, so that it opens without network. */
export class Readiness {
	stage: ProgramStage = $state('unknown');
	/** Bytes of the program, while it comes down for the first time and how much there is to come is known. */
	bytes: { done: number; of: number } | null = $state.raw(null);
	/** It became ready while this page was open: worth telling once. */
	hasJustBecome = $state(false);

	constructor(workers: WorkerPlace | undefined) {
		if (!workers) {
			this.stage = 'impossible';
			return;
		}
		workers.addEventListener('message', ({ data }) => {
			if (isPreparing(data) && this.stage !== 'ready') this.bytes = { done: data.done, of: data.of };
		});
		workers.startMessages();
		void this.#look(workers);
	}

	async #look(workers: WorkerPlace): Promise<void> {
		const isThere = (await workers.getRegistration())?.active != null;
		if (!isThere) {
			this.stage = 'preparing';
			await workers.ready;
			this.hasJustBecome = true;
		}
		this.stage = 'ready';
		this.bytes = null;
	}
}
