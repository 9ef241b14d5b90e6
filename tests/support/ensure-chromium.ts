import { findChromium } from './browser.ts';

/** Before the first browser test, so that a machine without a browser installs it once or says plainly why not. */
export default function ensureChromium(): void {
	findChromium();
}
