import { createContext } from 'svelte';

/** How this browser puts a page on the home screen: by a button of ours, by the person's own hand, or not at all. */
export type InstallWay = 'button' | 'by-hand' | 'none';

/** Chromium alone sends it; the language's own types do not know it. */
interface InstallPromptEvent extends Event {
	prompt(): Promise<unknown>;
}

const INSTALL_LATER_KEY = 've-dich:install-later';

/** Must listen from the start: the browser offers to install once, soon after the page has loaded. */
export class Installation {
	#offer = $state.raw<InstallPromptEvent | undefined>();
	#isDone = $state(false);
	readonly #needsHand: boolean;
	readonly #memory: Pick<Storage, 'getItem' | 'setItem'>;

	constructor(page: Window, memory: Pick<Storage, 'getItem' | 'setItem'>) {
		this.#memory = memory;
		// Only Safari's engine on iPhone and iPad has the property; false means: in a browser tab.
		this.#needsHand = 'standalone' in page.navigator && page.navigator.standalone === false;
		this.#isDone =
			memory.getItem(INSTALL_LATER_KEY) !== null || page.matchMedia('(display-mode: standalone)').matches;

		page.addEventListener('beforeinstallprompt', (event) => {
			event.preventDefault();
			this.#offer = event as InstallPromptEvent;
		});
		page.addEventListener('appinstalled', () => (this.#isDone = true));
	}

	get way(): InstallWay {
		if (this.#isDone) return 'none';
		if (this.#offer) return 'button';

		return this.#needsHand ? 'by-hand' : 'none';
	}

	/** The browser asks the person itself; its offer can be used once. */
	async install(): Promise<void> {
		const offer = this.#offer;
		this.#offer = undefined;
		await offer?.prompt();
	}

	putOff(): void {
		this.#memory.setItem(INSTALL_LATER_KEY, '1');
		this.#isDone = true;
	}
}

export const [getInstallation, setInstallation] = createContext<Installation>();
