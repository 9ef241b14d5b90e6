import { deviationsIn, type Deviation } from './deviations.ts';
import { figuresOf, type ReportDocument } from './report-document.ts';
import type { CommuneFacts, ReportFacts } from './report-facts.ts';
import type { ReportForm } from './report-form.ts';

/** What a report lacks, and what stands well. `units` are the communes it is about. */
export type Missing =
	| { kind: 'no_communes' }
	| { kind: AboutCommunes; units: string[] }
	| { kind: 'tasks_without_day'; count: number }
	| { kind: 'no_briefing' | 'number' | 'signer' }
	| { kind: 'deviates'; deviations: Deviation[] }
	| { kind: 'agrees'; figures: number };

/** Of these the paper says nothing, or that it is not known. */
type AboutCommunes = 'dossiers' | 'common' | 'sent' | 'inspected' | 'satisfaction' | 'forecast' | 'unregistered';

/** To be read before it is sent out; nothing of it keeps anybody from doing so. */
export function missingInReport(facts: ReportFacts, form: ReportForm, document: ReportDocument): Missing[] {
	const { communes, briefing, tasks, unregistered } = facts;
	if (communes.length === 0) return [{ kind: 'no_communes' }];

	const without = tasks.filter(({ key, dueOn }) => dueOn === null && !form.edits[`${key}/due`]).length;
	const missing: Missing[] = [
		...about('dossiers', communes, ({ progress }) => progress.dossiers.complete === null),
		...about('common', communes, ({ progress }) => progress.commonDossier === null),
		...about('sent', communes, ({ progress }) => progress.departments.sent === null),
		...about('inspected', communes, ({ progress }) => progress.departments.inspected === null),
		...about('satisfaction', communes, ({ satisfaction }) => satisfaction.verdict === null),
		...about('forecast', communes, ({ forecast }) => forecast.remaining !== 0 && !forecast.given && !forecast.pace)
	];
	if (!briefing) missing.push({ kind: 'no_briefing' });
	if (unregistered.length > 0) missing.push({ kind: 'unregistered', units: unregistered.map(({ id }) => id) });
	if (without > 0) missing.push({ kind: 'tasks_without_day', count: without });
	if (form.number.trim() === '') missing.push({ kind: 'number' });
	if (form.name.trim() === '') missing.push({ kind: 'signer' });
	const deviations = deviationsIn(document, facts.reference.units);
	if (deviations.length > 0) return [{ kind: 'deviates', deviations }, ...missing];
	const figures = figuresOf(document).filter(({ value }) => value !== null).length;

	return figures > 0 ? [...missing, { kind: 'agrees', figures }] : missing;
}

function about(
	kind: AboutCommunes,
	communes: readonly CommuneFacts[],
	lacks: (commune: CommuneFacts) => boolean
): Missing[] {
	const units = communes.filter(lacks).map(({ unit }) => unit.id);

	return units.length > 0 ? [{ kind, units }] : [];
}
