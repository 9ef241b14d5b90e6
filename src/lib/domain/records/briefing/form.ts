import type { SyncRecord } from '../../changes/change.ts';
import type { TradeDate } from '../../dates.ts';
import { anyText, comingDay, neededDay, neededText, type FieldProblem, type FormReading } from '../form-fields.ts';
import { tidyText } from '../../tidy-text.ts';
import type { Decision } from './read.ts';
import { valueOf, type Value } from '../kinds.ts';
import type { RecordEdit } from '../record-edit.ts';

/** The form in which a briefing is planned, and changed until it is over. */
export interface MeetingTyped {
	on: string;
	place: string;
	chair: string;
	/** One post or person a line. */
	attendees: string;
	communes: string[];
}

export type MeetingField = 'on' | 'place' | 'chair' | 'attendees' | 'communes';

export interface RecordPlace {
	unitId: string;
	recordId: string;
}

export function meetingToTyped(record: SyncRecord | undefined, usual: MeetingTyped): MeetingTyped {
	const meeting = valueOf(record, 'briefing', 'meeting');
	if (!meeting) return usual;
	const { on, place, chair, attendees, communes } = meeting;

	return { on, place, chair, attendees: attendees.join('\n'), communes: communes ?? usual.communes };
}

export function readMeeting(
	typed: MeetingTyped,
	{ unitId, recordId, record }: RecordPlace & { record: SyncRecord | undefined }
): FormReading<MeetingField, RecordEdit> {
	const { on, place, chair, attendees, communes } = typed;
	const problems: FieldProblem<MeetingField>[] = [
		...neededDay('on', on),
		...neededText('place', place),
		...neededText('chair', chair),
		...anyText('attendees', attendees),
		...(communes.length === 0 ? [{ at: 'communes', kind: 'missing' } as const] : [])
	];
	if (problems.length > 0) return { edit: undefined, problems };

	const meeting = {
		...valueOf(record, 'briefing', 'meeting'),
		on,
		place: tidyText(place),
		chair: tidyText(chair),
		attendees: attendees
			.split('\n')
			.map(tidyText)
			.filter((line) => line !== ''),
		communes: [...communes]
	};
	return { edit: { unitId, kind: 'briefing', recordId, set: { meeting } }, problems };
}

/** What somebody says in the hall, as it is noted down. */
export type SaidTyped = {
	kind: 'statement' | 'request';
	/** A commune's unit; empty for a department or a post in words. */
	communeId: string;
	speaker: string;
	text: string;
};

export type SaidField = 'speaker' | 'text';

type Said = Value<'statement', 'said'>;

export const saidToTyped = ({ kind, communeId = '', speaker = '', text }: Said): SaidTyped => ({
	kind,
	communeId,
	speaker,
	text
});

/** `standing` is what is corrected. */
export function readSaid(
	{ kind, communeId, speaker, text }: SaidTyped,
	{ unitId, recordId, briefingId, standing }: RecordPlace & { briefingId: string; standing?: Said | undefined }
): FormReading<SaidField, RecordEdit> {
	const problems: FieldProblem<SaidField>[] = [
		...(communeId === '' ? neededText('speaker', speaker) : anyText('speaker', speaker)),
		...neededText('text', text)
	];
	if (problems.length > 0) return { edit: undefined, problems };

	const who = tidyText(speaker);
	const { communeId: _commune, speaker: _speaker, ...carried } = standing ?? {};
	const said = {
		...carried,
		briefingId,
		kind,
		text: tidyText(text),
		...(communeId !== '' && { communeId }),
		...(who !== '' && { speaker: who })
	};
	return { edit: { unitId, kind: 'statement', recordId, set: { said } }, problems };
}

/** A new year for a commune, a task, or an obstacle that somebody is to remove. */
export type DecisionKind = 'year' | 'task' | 'obstacle';

/** A decision as it is typed where it falls. */
export type DecisionTyped = {
	kind: DecisionKind;
	/** A commune's unit, `*` for every commune of the briefing, empty for the district itself. */
	commune: string;
	year: number | null;
	text: string;
	criterion: number | null;
	/** An obstacle that stands; empty for a new one. */
	obstacleId: string;
	asks: NonNullable<Decision['asks']> | null;
	/** A person's id, empty while nobody is chosen; null when somebody without an account is named in words. */
	person: string | null;
	words: string;
	dueOn: string;
};

export type DecisionField = 'commune' | 'year' | 'text' | 'asks' | 'assignee' | 'dueOn';

export const EVERY_COMMUNE = '*';

export interface DecisionFormOf extends RecordPlace {
	briefingId: string;
	/** The day of the briefing: nothing is due before it. */
	on: TradeDate;
	/** What a new year says where nothing was typed: "Xã Thọ Cường về đích năm 2019." */
	yearWords: string;
}

export function readDecision(
	typed: DecisionTyped,
	{ unitId, recordId, briefingId, on, yearWords }: DecisionFormOf
): FormReading<DecisionField, RecordEdit> {
	const { kind, commune, year, asks, obstacleId, criterion, dueOn } = typed;
	const assignee = typed.person ?? tidyText(typed.words);
	const text = tidyText(typed.text);
	const isOfOne = commune !== '' && commune !== EVERY_COMMUNE;
	const problems: FieldProblem<DecisionField>[] = [
		...(kind !== 'task' && !isOfOne ? [{ at: 'commune', kind: 'missing' } as const] : []),
		...(kind === 'year' && year === null ? [{ at: 'year', kind: 'missing' } as const] : []),
		...(kind === 'year' ? anyText('text', text) : neededText('text', text)),
		...(kind === 'obstacle' && obstacleId === '' && asks === null
			? [{ at: 'asks', kind: 'missing' } as const]
			: []),
		...(kind === 'year' ? [] : neededText('assignee', assignee)),
		...(kind === 'year' ? [] : comingDay('dueOn', dueOn, on))
	];
	if (problems.length > 0) return { edit: undefined, problems };

	const decision: Decision = {
		briefingId,
		text: text === '' ? yearWords : text,
		...(isOfOne && { communeId: commune }),
		...(kind === 'task' && commune === EVERY_COMMUNE && { everyCommune: true }),
		...(kind === 'year' && year !== null && { targetYear: year }),
		...(kind !== 'year' && criterion !== null && { criterion }),
		...(kind === 'obstacle' && obstacleId !== '' && { obstacleId }),
		...(kind === 'obstacle' && obstacleId === '' && asks !== null && { asks }),
		...(kind !== 'year' && { assignee, dueOn })
	};
	return { edit: { unitId, kind: 'decision', recordId, set: { decision } }, problems };
}
