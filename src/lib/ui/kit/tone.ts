/** The four inks. What each means is in the design guide: leaf for what is done, gold for what is under way, brick for
 *  what is late or wrong, indigo for what is on its way. */
export type Tone = 'leaf' | 'gold' | 'brick' | 'indigo';

/** A block can also be neutral ("well"), a word quiet ("soft"). */
export type BlockTone = Tone | 'well';
export type WordTone = Tone | 'soft';
