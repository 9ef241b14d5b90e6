import type { Department } from '#lib/domain/reference/reference.ts';
import { m } from '#lib/i18n/generated/messages.js';

type Values = { [register: string]: { [field: string]: unknown } | null | undefined };

export interface NamedRecord {
	kind: string;
	recordId: string;
	/** What is known of its registers; a change often holds only some of them. */
	values: Values;
}

/** What a record is called where it stands among others: "Kiểm tra 6.3", "Vướng mắc tiêu chí 17". */
export function recordWords({ kind, recordId, values }: NamedRecord, departments: readonly Department[]): string {
	const shortName = (id: unknown) => departments.find((department) => department.id === id)?.short ?? String(id);

	switch (kind) {
		case 'check':
			return m.record_check({ indicator: text(values['subject']?.['indicator']) });
		case 'visit': {
			const department = values['opening']?.['department'];
			return department === undefined
				? m.record_visit()
				: m.record_visit_department({ department: shortName(department) });
		}
		case 'finding':
			return m.record_finding({ n: recordId.split(':').at(-1)! });
		case 'remark':
			return withNumber(values['text']?.['criterion'], (n) => m.record_remark({ n }), m.record_remark_any);
		case 'dossier':
			return recordId === 'dossier:common'
				? m.record_dossier_common()
				: m.record_dossier({ n: recordId.split(':').at(-1)! });
		case 'paper':
			return withText(values['item']?.['name'], (name) => m.record_paper({ name }), m.record_paper_any);
		case 'appraisal':
			return m.record_appraisal({ department: shortName(recordId.slice('appraisal:'.length)) });
		case 'obstacle':
			return withNumber(
				values['statement']?.['criterion'],
				(n) => m.record_obstacle({ n }),
				m.record_obstacle_any
			);
		case 'task':
			return withText(values['assignment']?.['title'], (title) => m.record_task({ title }), m.record_task_any);
		case 'works':
			return withText(values['contract']?.['name'], (name) => m.record_works_of({ name }), m.record_works);
		default:
			return PLAIN[kind]?.() ?? m.record_other();
	}
}

const PLAIN: { [kind: string]: () => string } = {
	tally: m.record_tally,
	target: m.record_target,
	profile: m.record_profile,
	review: m.record_review,
	conflict: m.record_conflict,
	survey: m.record_survey,
	briefing: m.record_briefing,
	statement: m.record_statement,
	decision: m.record_decision,
	photo: m.record_photo
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const withNumber = (value: unknown, say: (n: string) => string, otherwise: () => string): string =>
	typeof value === 'number' ? say(String(value)) : otherwise();

const withText = (value: unknown, say: (text: string) => string, otherwise: () => string): string =>
	typeof value === 'string' && value !== '' ? say(value) : otherwise();
