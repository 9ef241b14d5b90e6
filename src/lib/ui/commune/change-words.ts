import type { RegisterValue } from '#lib/domain/changes/change.ts';
import { dateOfInstant, isTradeDate, timeOfInstant } from '#lib/domain/dates.ts';
import { isUuid } from '#lib/domain/ids.ts';
import type { Department, Person } from '#lib/domain/reference/reference.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { keepCompounds } from '../compounds.ts';
import { formatDate, formatDay } from '../format.ts';
import { recordWords } from '../outbox/record-words.ts';
import { registerWords } from '../outbox/register-words.ts';
import { authorName } from '../progress/author-name.ts';
import { basisWords } from './basis-words.ts';

/** A line of the audit trail, as the server tells it. */
export interface LoggedChange {
	kind: string;
	recordId: string;
	set: { [register: string]: { value: RegisterValue } };
	by: string;
	receivedAt: string;
	lost?: string[] | undefined;
}

export interface ChangeWords {
	/** "Kiểm tra 6.3" */
	title: string;
	/** What was written, register by register. */
	values: string[];
	/** "Cán bộ xã Minh Châu, nhận lúc 14:32 05/11/2018" */
	received: string;
	/** It did not replace what stands. */
	isLost: boolean;
}

interface NamedBy {
	departments: readonly Department[];
	people: readonly Person[];
	/** What the device holds of a record, since a change seldom sets what names it. */
	valuesOf: (kind: string, recordId: string) => { [register: string]: RegisterValue };
}

export function changeWords(change: LoggedChange, named: NamedBy): ChangeWords {
	const { kind, set, by, receivedAt, lost = [] } = change;
	const { people } = named;
	const written = Object.fromEntries(Object.entries(set).map(([register, { value }]) => [register, value]));
	const receivedAtMs = Date.parse(receivedAt);

	return {
		title: keepCompounds(titleOf(change, written, named)),
		values: Object.entries(written).flatMap(([register, value]) => {
			const words = valueWords(kind, register, value, people);
			return words === '' ? [] : [keepCompounds(words)];
		}),
		received: m.changes_received({
			name: authorName(people, by),
			time: timeOfInstant(receivedAtMs),
			date: formatDate(dateOfInstant(receivedAtMs))
		}),
		isLost: lost.length > 0
	};
}

/** A review and a photo are named by what they are of. */
function titleOf(
	{ kind, recordId }: LoggedChange,
	written: { [register: string]: RegisterValue },
	{ departments, valuesOf }: NamedBy
): string {
	const values = { ...valuesOf(kind, recordId), ...written };
	const title = recordWords({ kind, recordId, values }, departments);
	const of = (kind === 'review' ? values['verdict'] : kind === 'photo' ? values['file'] : undefined)?.['of'] as
		{ kind: string; id: string } | undefined;
	if (!of) return title;

	const what = recordWords({ kind: of.kind, recordId: of.id, values: valuesOf(of.kind, of.id) }, departments);
	return m.changes_title_of({ title, what });
}

type Fields = { [field: string]: unknown };

function valueWords(kind: string, register: string, value: RegisterValue, people: readonly Person[]): string {
	if (register === 'life' && value === null) return m.changes_revived();
	if (value === null) return registerWords(kind, register, value);

	const own = OWN[`${kind}.${register}`];
	return own ? own(value, people) : registerWords(kind, register, value);
}

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const day = (value: unknown): string | null =>
	typeof value === 'string' && isTradeDate(value) ? formatDay(value) : null;
const instantMs = (value: unknown): number => (typeof value === 'string' ? Date.parse(value) : NaN);
const hour = (value: unknown): string | null =>
	Number.isNaN(instantMs(value)) ? null : timeOfInstant(instantMs(value));
/** "11:15 05/11" */
const instantWords = (value: unknown): string | null => {
	const time = hour(value);
	return time === null ? null : `${time} ${formatDay(dateOfInstant(instantMs(value)))}`;
};
const list = (...parts: (string | null)[]): string => parts.filter((part) => part !== null && part !== '').join(', ');

/** "Đã xong, ngày 26/10" */
const dated = (kind: string, register: string) => (value: Fields) => {
	const what = registerWords(kind, register, value);
	const on = day(value['on']);
	return on === null ? what : m.changes_on({ what, day: on });
};

const VERDICTS: { [verdict: string]: () => string } = {
	passed: m.value_finding_satisfied,
	supplement: m.value_finding_needs_work,
	failed: m.value_finding_not_satisfied
};

const REVIEWS: { [verdict: string]: () => string } = {
	verified: m.changes_verified,
	returned: m.changes_returned,
	reopened: m.changes_reopened
};

/** What a register is about where its bare values would not tell. Empty where the record's name says it all. */
const OWN: { [place: string]: (value: Fields, people: readonly Person[]) => string } = {
	// A village's id tells nobody anything.
	'check.subject': ({ village }) => (isUuid(text(village)) ? '' : text(village)),
	'check.measurement': (value) => list(dated('check', 'measurement')(value), text(value['note'])),
	'check.place': () => m.changes_place(),
	'visit.place': () => m.changes_place(),
	'visit.opening': (value) => {
		const on = day(value['on']);
		const criteria = Array.isArray(value['criteria']) ? value['criteria'] : [];
		const about =
			criteria.length > 0 ? m.timeline_criteria({ n: criteria.length, list: criteria.join(', ') }) : null;
		const from = hour(value['startedAt']);
		return list(
			on === null ? null : m.changes_visit({ day: on }),
			from && m.changes_visit_from({ time: from }),
			about
		);
	},
	'visit.conclusion': (value) => {
		const ended = instantWords(value['closedAt']);
		return list(ended && m.changes_visit_ended({ time: ended }), text(value['text']));
	},
	'remark.text': (value) => text(value['text']),
	'review.verdict': (value) => {
		const what = REVIEWS[text(value['verdict'])]?.() ?? '';
		return list(what, text((value['reason'] as Fields | undefined)?.['text']));
	},
	'dossier.state': dated('dossier', 'state'),
	'dossier.plan': (value) => {
		const expected = day(value['expectedOn']);
		const owner = text(value['owner']);
		return list(
			expected === null ? null : m.changes_expected({ day: expected }),
			owner === '' ? null : m.changes_owner({ name: owner })
		);
	},
	'paper.item': () => '',
	'paper.state': (value) => list(dated('paper', 'state')(value), text(value['note'])),
	'tally.dossiers': dated('tally', 'dossiers'),
	'tally.departments': dated('tally', 'departments'),
	'appraisal.sent': (value) => {
		const on = day(value['on']);
		return on === null ? m.changes_sent_none() : m.changes_sent({ day: on });
	},
	'appraisal.inspected': (value) => {
		const on = day(value['on']);
		return on === null ? m.changes_inspected_none() : list(m.changes_inspected({ day: on }), text(value['note']));
	},
	'appraisal.confirmed': (value) => {
		const what = VERDICTS[text(value['verdict'])]?.() ?? '';
		const criteria = Array.isArray(value['criteria']) ? value['criteria'] : [];
		const about = m.timeline_criteria({ n: criteria.length, list: criteria.join(', ') });
		const on = day(value['on']);
		return list(on === null ? what : m.changes_on({ what, day: on }), about, text(value['note']));
	},
	'target.registration': (value) =>
		list(m.target_year({ year: String(value['year']) }), basisWords(text(value['basis'])), text(value['document'])),
	'obstacle.statement': (value) => list(text(value['title']), text(value['detail'])),
	'obstacle.answer': dated('obstacle', 'answer'),
	'task.assignment': (value, people) => {
		const assignee = text(value['assignee']);
		const name = people.find(({ id }) => id === assignee)?.name ?? assignee;
		return m.changes_task({ name, day: day(value['dueOn']) ?? '–' });
	},
	'task.progress': (value) => list(dated('task', 'progress')(value), text(value['note'])),
	'works.contract': (value) =>
		list(
			text(value['name']),
			m.changes_works({ contractor: text(value['contractor']), day: day(value['dueOn']) ?? '–' })
		),
	'works.progress': (value) => list(`${String(value['percent'])}%`, text(value['note'])),
	'photo.file': () => '',
	'photo.caption': (value) => text(value['text']),
	'photo.shown': (value) => m.changes_photo_shown({ text: text(value['text']) }),
	'photo.stored': () => m.changes_stored(),
	'profile.villages': (value) => {
		const villages = Array.isArray(value['items']) ? value['items'] : [];
		return m.changes_villages({ n: villages.length });
	},
	'profile.population': (value) =>
		m.changes_population({ households: String(value['households']), people: String(value['people']) }),
	'conflict.clash': () => m.changes_clash(),
	'conflict.settled': () => m.changes_settled()
};
