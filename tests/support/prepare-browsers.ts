import { findChromium } from './browser.ts';
import { fillTemplate } from './production.ts';

/** Before the first browser test: a machine without a browser installs it once or says plainly why not, and the demo that
 *  every server starts from is that of this program. */
export default function prepareBrowsers(): void {
	findChromium();
	fillTemplate();
}
