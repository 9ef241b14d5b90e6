import { byKind, type KindName } from '#lib/domain/records/kinds.ts';
import { COMMON_DOSSIER_ID } from '#lib/domain/records/record-ids.ts';
import type { Department } from '#lib/domain/reference/reference.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { departmentShort } from '../names.ts';

type Values = { [register: string]: { [field: string]: unknown } | null | undefined };

export interface NamedRecord {
	kind: string;
	recordId: string;
	/** What is known of its registers; a change often holds only some of them. */
	values: Values;
}

type Say = (values: Values, recordId: string, shortName: (department: unknown) => string) => string;

const SAYS: { [K in KindName]: Say } = {
	profile: () => m.record_profile(),
	check: ({ subject }) => m.record_check({ indicator: text(subject?.['indicator']) }),
	review: () => m.record_review(),
	visit: ({ opening }, _, shortName) => {
		const department = opening?.['department'];
		return department === undefined
			? m.record_visit()
			: m.record_visit_department({ department: shortName(department) });
	},
	finding: (_, id) => m.record_finding({ n: id.split(':').at(-1)! }),
	remark: (values) => withNumber(values['text']?.['criterion'], (n) => m.record_remark({ n }), m.record_remark_any),
	dossier: (_, id) =>
		id === COMMON_DOSSIER_ID ? m.record_dossier_common() : m.record_dossier({ n: id.split(':').at(-1)! }),
	paper: ({ item }) => withText(item?.['name'], (name) => m.record_paper({ name }), m.record_paper_any),
	tally: () => m.record_tally(),
	appraisal: (_, id, shortName) => m.record_appraisal({ department: shortName(id.slice('appraisal:'.length)) }),
	letter: ({ content }, _, shortName) => m.record_letter({ department: shortName(content?.['department'] ?? '') }),
	target: () => m.record_target(),
	obstacle: ({ statement }) =>
		withNumber(statement?.['criterion'], (n) => m.record_obstacle({ n }), m.record_obstacle_any),
	task: ({ assignment }) => withText(assignment?.['title'], (title) => m.record_task({ title }), m.record_task_any),
	works: ({ contract }) => withText(contract?.['name'], (name) => m.record_works_of({ name }), m.record_works),
	photo: () => m.record_photo(),
	survey: () => m.record_survey(),
	briefing: () => m.record_briefing(),
	statement: () => m.record_statement(),
	decision: () => m.record_decision(),
	document: () => m.record_document(),
	conflict: () => m.record_conflict()
};

/** What a record is called where it stands among others: "Kiểm tra 6.3", "Vướng mắc tiêu chí 17". */
export function recordWords({ kind, recordId, values }: NamedRecord, departments: readonly Department[]): string {
	const shortName = (id: unknown) => departmentShort(String(id), departments);

	return byKind(SAYS, kind)?.(values, recordId, shortName) ?? m.record_other();
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const withNumber = (value: unknown, say: (n: string) => string, otherwise: () => string): string =>
	typeof value === 'number' ? say(String(value)) : otherwise();

const withText = (value: unknown, say: (text: string) => string, otherwise: () => string): string =>
	typeof value === 'string' && value !== '' ? say(value) : otherwise();
