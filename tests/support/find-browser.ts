import { findChromium } from './browser.ts';

/** `npm run browser`: says which Chromium the tests use; installs one where there is none and the system lets us. */
console.log(findChromium());
