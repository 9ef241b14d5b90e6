import LockOpen from '@lucide/svelte/icons/lock-open';
import Undo2 from '@lucide/svelte/icons/undo-2';
import type { Person } from '#lib/domain/reference/reference.ts';
import type { JudgedValue } from '#lib/domain/review/judged-values.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { formatDay } from '../format.ts';
import { authorName } from '../progress/author-name.ts';
import type { StateLook } from '../kit/state-look.ts';

/** Who gave a value back to the commune, and when. */
export function givenBackLook({ state, review }: JudgedValue, people: readonly Person[]): StateLook {
	const said = { name: authorName(people, review?.by ?? ''), day: review ? formatDay(review.on) : '' };

	return state === 'returned'
		? { tone: 'brick', icon: Undo2, text: m.correct_returned(said) }
		: { tone: 'indigo', icon: LockOpen, text: m.correct_reopened(said) };
}
