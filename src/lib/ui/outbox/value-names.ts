import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { BARE_SET, findIndicator, type Indicator } from '#lib/domain/criteria/criteria-set.ts';
import { groundOf, type Ground } from '#lib/domain/criteria/threshold.ts';
import type { Value } from '#lib/domain/records/kinds.ts';
import { ownDate } from '#lib/domain/records/own-date.ts';
import { villageNames } from '#lib/domain/records/profile/villages.ts';
import type { Reference } from '#lib/domain/reference/reference.ts';
import { fullName, type Unit } from '#lib/domain/unit.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { formatDate } from '../format.ts';
import { assigneeName } from '../names.ts';
import { recordWords } from './record-words.ts';

/** What the ids in a value are called: no id is shown to anybody. */
export interface ValueNames {
	/** A person by name, else the words that stand there. */
	person: (id: string) => string;
	department: (id: string) => string;
	unit: (id: string) => string;
	village: (id: string) => string;
	/** What people are asked about. */
	content: (id: string) => string;
	criteriaSet: (id: string) => string;
	record: (kind: string, id: string) => string;
	/** Of a check: what is measured, and the levels it is held against. */
	check?: { indicator: Indicator; groundOf: (year: number) => Ground } | undefined;
}

export interface NamedFrom {
	reference: Reference;
	/** Where the value stands. */
	unit?: Unit | undefined;
	/** What the device holds of that unit. */
	records?: readonly SyncRecord[] | undefined;
	/** What is known of the record: its subject tells what a check measures. */
	values?: { [register: string]: unknown } | undefined;
}

export function valueNames({ reference, unit, records = [], values = {} }: NamedFrom): ValueNames {
	const { people, departments, units, criteriaSets } = reference;
	const contents = criteriaSets.flatMap(({ satisfaction }) => satisfaction?.contents ?? []);
	const subject = values['subject'] as Value<'check', 'subject'> | null | undefined;

	return {
		person: (id) => assigneeName(id, people),
		department: (id) =>
			departments.departments.find((department) => department.id === id)?.short ?? m.value_unlisted(),
		unit: (id) => {
			const found = units.find((one) => one.id === id);
			return found ? fullName(found) : m.value_unlisted();
		},
		village: (id) => villageNames(records)(id).name ?? m.value_unlisted(),
		content: (id) => contents.find((content) => content.id === id)?.name ?? id,
		criteriaSet: (id) => criteriaSets.find((set) => set.id === id)?.title ?? m.value_unlisted(),
		record: (kind, id) => recordName(kind, id, { records, reference }),
		check: subject && unit ? checkOf(subject, { reference, unit }) : undefined
	};
}

function checkOf(
	{ indicator: no, set = BARE_SET }: Value<'check', 'subject'>,
	{ reference, unit }: { reference: Reference; unit: Unit }
): ValueNames['check'] {
	const criteria = reference.criteriaSets.find(({ id }) => id === set);
	const indicator = criteria && findIndicator(criteria, no);

	return indicator && { indicator, groundOf: (year) => groundOf(unit, year, reference) };
}

/** "Buổi kiểm tra Sở Y tế, 24/10/2018" */
function recordName(
	kind: string,
	id: string,
	{ records, reference }: { records: readonly SyncRecord[]; reference: Reference }
): string {
	const record = records.find((one) => one.kind === kind && one.id === id);
	const values = Object.fromEntries(
		Object.entries(record?.registers ?? {}).map(([name, { value }]) => [name, value])
	);
	const name = recordWords({ kind, recordId: id, values }, reference.departments.departments);
	const day = Object.values(values)
		.map((value) => ownDate(value))
		.find((on) => on !== undefined);

	return day === undefined ? name : m.value_dated({ what: name, day: formatDate(day) });
}
