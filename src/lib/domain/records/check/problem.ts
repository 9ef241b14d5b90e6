import type { TradeDate } from '../../dates.ts';
import type { Unlikely } from './unlikely.ts';

export type CheckField = 'part' | 'whole' | 'figure' | 'seen' | 'on' | 'note';

/** What keeps a check from being saved, by the field it stands at; `of` names a second figure. */
export type CheckProblem = { at: CheckField; of?: string } & (
	| { kind: 'missing' }
	/** Why an indicator does not apply has to be said. */
	| { kind: 'no-reason' }
	/** It has to be said that it is right: nothing is refused for its size. */
	| ({ kind: 'unlikely' } & Omit<Unlikely, 'at'>)
	| { kind: 'unreadable'; typed: string }
	| { kind: 'negative' }
	| { kind: 'not-whole' }
	| { kind: 'over-hundred' }
	| { kind: 'nothing-counted' }
	| { kind: 'part-over-whole'; whole: number }
	| { kind: 'no-day' | 'odd-year' }
	| { kind: 'future'; today: TradeDate }
	| { kind: 'too-long'; limit: number }
);
