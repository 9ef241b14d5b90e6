/** Resolves once the page has shown what it starts with, half a second later at the latest. */
export const whenIdle = (): Promise<void> =>
	new Promise((resolve) => {
		if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: 500 });
		else setTimeout(resolve, 200);
	});
