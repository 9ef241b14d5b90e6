import { execFileSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

class BrowserMissing extends Error {
	override name = 'BrowserMissing';
}

/** The path of a Chromium; installs Debian's own when there is none and the system lets us. */
export function findChromium(): string {
	const found = lookForChromium();
	if (found !== undefined) return found;

	if (!isDebian() || !isRoot())
		throw new BrowserMissing(
			`No Chromium found: none of ${NAMES.join(', ')} is on the PATH, CHROMIUM_PATH is not set and Playwright has not ` +
				'downloaded its own. Install one (on Debian as root: apt-get install chromium) or name it in CHROMIUM_PATH.'
		);
	installChromium();

	const installed = lookForChromium();
	if (installed === undefined) throw new BrowserMissing('apt-get installed chromium, yet it is not on the PATH.');

	return installed;
}

/** Only looks: what CHROMIUM_PATH names, what the PATH holds, what Playwright has downloaded. */
export function lookForChromium(): string | undefined {
	const named = process.env['CHROMIUM_PATH'];
	if (named !== undefined && named !== '') {
		// Another browser than the one asked for would be a quiet surprise.
		if (!isExecutable(named)) throw new BrowserMissing(`CHROMIUM_PATH names ${named}, which cannot be run.`);
		return named;
	}

	const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
	const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));

	return [...candidates, chromium.executablePath()].find(isExecutable);
}

export function chromiumArguments(): string[] {
	return [
		// Chromium's sandbox refuses to start for root.
		...(isRoot() ? ['--no-sandbox'] : []),
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync',
		'--no-first-run'
	];
}

function installChromium(): void {
	const aptGet = (...words: string[]): void => {
		execFileSync('apt-get', words, {
			stdio: ['ignore', 'inherit', 'inherit'],
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
		});
	};

	try {
		aptGet('update');
		aptGet('install', '-y', '--no-install-recommends', 'chromium');
	} catch (cause) {
		throw new BrowserMissing('No Chromium found, and apt-get could not install it (its words are above).', {
			cause
		});
	}
}

function isRoot(): boolean {
	return process.getuid?.() === 0;
}

/** Ubuntu's package of that name only points to a snap, which needs a running snapd. */
function isDebian(): boolean {
	try {
		return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
		throw error;
	}
}

function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false; // absent or not ours to run: the next candidate
	}
}
