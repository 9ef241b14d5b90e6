/** What was ticked last and can be taken back for a while, or could not be saved. */
export class UndoableTick {
	/** Id of what was ticked. */
	done: string | undefined = $state();
	failed: string | undefined = $state();
	/** Counts failures, so that a box that was not saved can be drawn anew. */
	failures = $state(0);
	#takeBack: (() => Promise<unknown>) | undefined;

	/** `save` resolves when the tick is on disk, to false when it is not and that was reported. Without `takeBack` nothing is
	 *  offered. */
	async turn(id: string, save: () => Promise<unknown>, takeBack?: () => Promise<unknown>): Promise<void> {
		this.leave();
		if (!(await this.#try(id, save)) || !takeBack) return;

		this.done = id;
		this.#takeBack = takeBack;
	}

	async undo(): Promise<void> {
		const id = this.done;
		const takeBack = this.#takeBack;
		this.leave();
		if (id !== undefined && takeBack) await this.#try(id, takeBack);
	}

	leave(): void {
		this.done = undefined;
		this.failed = undefined;
		this.#takeBack = undefined;
	}

	/** The edge where a store that failed becomes words. */
	async #try(id: string, save: () => Promise<unknown>): Promise<boolean> {
		try {
			if ((await save()) !== false) return true;
		} catch (cause) {
			reportError(cause);
		}
		this.failed = id;
		this.failures += 1;
		return false;
	}
}
