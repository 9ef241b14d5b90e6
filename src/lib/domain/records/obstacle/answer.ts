import type { SyncRecord } from '../../changes/change.ts';
import type { TradeDate } from '../../dates.ts';
import { tidyText } from '../../tidy-text.ts';
import { TEXT_LIMIT } from '../text-limit.ts';
import { valueOf, type Value } from '../kinds.ts';
import type { RecordEdit } from '../record-edit.ts';

type Answer = Value<'obstacle', 'answer'>;

export interface AnswerTyped {
	state: 'in_hand' | 'resolved';
	text: string;
}

/** An answer as it may stand; an obstacle can also be open again. */
type AnswerGiven = Pick<AnswerTyped, 'text'> & { state: Answer['state'] };

export type AnswerProblem = 'missing' | 'too-long';

/** Whoever asked is told in words what is being done; that it is resolved says enough by itself. */
export function answerProblem({ state, text }: AnswerTyped): AnswerProblem | undefined {
	if (text.length > TEXT_LIMIT) return 'too-long';

	return state === 'in_hand' && tidyText(text) === '' ? 'missing' : undefined;
}

/** The answer to an obstacle, with whatever else its register holds. */
export function answerObstacle(record: SyncRecord, { state, text }: AnswerGiven, on: TradeDate): RecordEdit {
	const { text: _text, ...carried } = valueOf(record, 'obstacle', 'answer') ?? {};
	const said = tidyText(text);

	return editOf(record, { ...carried, state, on, ...(said !== '' && { text: said }) });
}

/** Takes an answer back: what stood before stands again. */
export const restoreAnswer = (record: SyncRecord, on: TradeDate): RecordEdit =>
	editOf(record, valueOf(record, 'obstacle', 'answer') ?? { state: 'open', on });

const editOf = ({ unitId, id }: SyncRecord, answer: Answer): RecordEdit => ({
	unitId,
	kind: 'obstacle',
	recordId: id,
	set: { answer }
});
