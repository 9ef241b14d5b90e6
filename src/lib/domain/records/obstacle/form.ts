import type { SyncRecord } from '../../changes/change.ts';
import type { TradeDate } from '../../dates.ts';
import { answerObstacle } from './answer.ts';
import { anyText, neededText, pastDay, type FieldProblem, type FormReading } from '../form-fields.ts';
import { tidyText } from '../../tidy-text.ts';
import { valueOf, type Value } from '../kinds.ts';
import type { RecordEdit } from '../record-edit.ts';

type Statement = Value<'obstacle', 'statement'>;

/** The form in which an obstacle is raised or told better. */
export interface ObstacleTyped {
	/** Null for the commune as a whole. */
	criterion: number | null;
	title: string;
	detail: string;
	/** Null while nobody has been chosen. */
	asks: Statement['asks'] | null;
	raisedOn: string;
}

export type ObstacleField = 'title' | 'detail' | 'asks' | 'raisedOn';

export function obstacleToTyped({ criterion, title, detail, asks, raisedOn }: Statement): ObstacleTyped {
	return { criterion: criterion ?? null, title, detail: detail ?? '', asks, raisedOn };
}

export interface ObstacleFormOf {
	unitId: string;
	recordId: string;
	/** The record as it stands; a new one has none. */
	record: SyncRecord | undefined;
	today: TradeDate;
}

export function readObstacle(
	typed: ObstacleTyped,
	{ unitId, recordId, record, today }: ObstacleFormOf
): FormReading<ObstacleField, RecordEdit> {
	const { criterion, title, detail, asks, raisedOn } = typed;
	const problems: FieldProblem<ObstacleField>[] = [
		...neededText('title', title),
		...anyText('detail', detail),
		...(asks === null ? [{ at: 'asks', kind: 'missing' } as const] : []),
		...pastDay('raisedOn', raisedOn, today)
	];
	if (problems.length > 0) return { edit: undefined, problems };

	const { criterion: _criterion, detail: _detail, ...carried } = valueOf(record, 'obstacle', 'statement') ?? {};
	const said = tidyText(detail);
	const statement = {
		...carried,
		...(criterion !== null && { criterion }),
		title: tidyText(title),
		...(said !== '' && { detail: said }),
		raisedOn,
		asks
	};
	return { edit: { unitId, kind: 'obstacle', recordId, set: { statement } }, problems };
}

/** The form of the answer to an obstacle. */
export interface ObstacleAnswerTyped {
	state: Value<'obstacle', 'answer'>['state'];
	text: string;
	on: string;
}

export type ObstacleAnswerField = 'text' | 'on';

/** What the form starts with: the words that stand, of today. */
export function answerToTyped(record: SyncRecord, today: TradeDate): ObstacleAnswerTyped {
	const answer = valueOf(record, 'obstacle', 'answer');

	return { state: answer?.state ?? 'open', text: answer?.text ?? '', on: today };
}

/** Whoever asked is told in words what is being done; that it is open again or resolved says enough by itself. */
export function readAnswer(
	typed: ObstacleAnswerTyped,
	{ record, today }: { record: SyncRecord; today: TradeDate }
): FormReading<ObstacleAnswerField, RecordEdit> {
	const { state, text, on } = typed;
	const problems: FieldProblem<ObstacleAnswerField>[] = [
		...(state === 'in_hand' ? neededText('text', text) : anyText('text', text)),
		...pastDay('on', on, today)
	];
	const edit = problems.length > 0 ? undefined : answerObstacle(record, { state, text: tidyText(text) }, on);

	return { edit, problems };
}
