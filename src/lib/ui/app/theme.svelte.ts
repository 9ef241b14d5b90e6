import { createContext } from 'svelte';

/** `sun` is white paper and black ink, for work outdoors; `system` follows the device. */
export const THEMES = ['system', 'light', 'dark', 'sun'] as const;

export type ThemeName = (typeof THEMES)[number];

/** `app.html` reads it too, before the first paint. */
export const THEME_KEY = 've-dich:theme';

export class Theme {
	#chosen = $state<ThemeName>('system');
	readonly #memory: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
	readonly #page: Document;

	constructor(memory: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>, page: Document) {
		this.#memory = memory;
		this.#page = page;
		const kept = memory.getItem(THEME_KEY);
		this.#chosen = THEMES.find((name) => name === kept) ?? 'system';
	}

	get chosen(): ThemeName {
		return this.#chosen;
	}

	choose(name: ThemeName): void {
		this.#chosen = name;
		if (name === 'system') {
			this.#memory.removeItem(THEME_KEY);
			delete this.#page.documentElement.dataset['theme'];
		} else {
			this.#memory.setItem(THEME_KEY, name);
			this.#page.documentElement.dataset['theme'] = name;
		}
		this.#colourTheBar(name);
	}

	/** The first `theme-color` that applies wins, so a chosen theme puts its own before the two of the system. */
	#colourTheBar(name: ThemeName): void {
		this.#page.querySelector('meta[name="theme-color"][data-chosen]')?.remove();
		if (name === 'system') return;

		const meta = this.#page.createElement('meta');
		meta.name = 'theme-color';
		meta.dataset['chosen'] = '';
		meta.content = getComputedStyle(this.#page.documentElement).getPropertyValue('--paper').trim();
		this.#page.head.prepend(meta);
	}
}

export const [getTheme, setTheme] = createContext<Theme>();
