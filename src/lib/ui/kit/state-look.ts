import type { IconSource } from './icon-source.ts';
import type { WordTone } from './tone.ts';

/** A state in words, with the mark and tone that go with them. */
export interface StateLook {
	tone: WordTone;
	icon: IconSource;
	text: string;
}
