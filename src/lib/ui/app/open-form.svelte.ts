import { createContext, untrack } from 'svelte';

/** The forms somebody is writing in. What would interrupt them waits until there are none. */
export class OpenForms {
	#count = $state(0);

	get any(): boolean {
		return this.#count > 0;
	}

	/** Called by a form when it appears; call what it returns when the form goes: `onMount(() => forms.open())`. */
	open(): () => void {
		this.#add(1);
		let isOpen = true;

		return () => {
			if (isOpen) this.#add(-1);
			isOpen = false;
		};
	}

	/** Untracked, or an effect that opens a form would wake itself. */
	#add(n: number): void {
		untrack(() => (this.#count += n));
	}
}

export const [getOpenForms, setOpenForms] = createContext<OpenForms>();
