import type { RegisterValue } from '#lib/domain/changes/change.ts';
import { dateOfInstant, timeOfInstant } from '#lib/domain/dates.ts';
import type { Department, Person } from '#lib/domain/reference/reference.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { keepCompounds } from '../compounds.ts';
import { formatDate } from '../format.ts';
import { recordWords } from '../outbox/record-words.ts';
import { registerWords } from '../outbox/register-words.ts';
import type { ValueNames } from '../outbox/value-names.ts';
import { authorName } from '../progress/author-name.ts';

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
	/** What ids are called in the values of a record of which this is known. */
	namesOf: (values: { [register: string]: RegisterValue }) => ValueNames;
}

export function changeWords(change: LoggedChange, named: NamedBy): ChangeWords {
	const { kind, recordId, set, by, receivedAt, lost = [] } = change;
	const { people } = named;
	const written = Object.fromEntries(Object.entries(set).map(([register, { value }]) => [register, value]));
	const receivedAtMs = Date.parse(receivedAt);

	return {
		title: keepCompounds(titleOf(change, written, named)),
		values: Object.entries(written).map(([register, value]) =>
			keepCompounds(
				registerWords(kind, register, value, named.namesOf({ ...named.valuesOf(kind, recordId), ...written }))
			)
		),
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
