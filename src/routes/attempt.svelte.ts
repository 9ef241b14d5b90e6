/** What a person asked for, done one after the other, and whether the last of it failed. */
export class Attempt {
	hasFailed = $state(false);

	async run(work: () => Promise<unknown>): Promise<void> {
		this.hasFailed = false;
		try {
			await work();
		} catch (cause) {
			this.hasFailed = true;
			reportError(cause);
		}
	}
}
