import type { Missing } from '#lib/domain/report/missing.ts';
import { m } from '#lib/i18n/generated/messages.js';

/** What is missing, and how the paper will show it. */
export function missingWords(missing: Missing): { title: string; text: string } {
	switch (missing.kind) {
		case 'no_communes':
			return { title: m.report_missing_no_communes(), text: m.report_missing_no_communes_next() };
		case 'dossiers':
			return {
				title: m.report_missing_dossiers({ n: missing.units.length }),
				text: m.report_missing_dossiers_next()
			};
		case 'common':
			return { title: m.report_missing_common({ n: missing.units.length }), text: m.report_missing_dash_next() };
		case 'sent':
			return { title: m.report_missing_sent({ n: missing.units.length }), text: m.report_missing_dash_next() };
		case 'inspected':
			return {
				title: m.report_missing_inspected({ n: missing.units.length }),
				text: m.report_missing_dash_next()
			};
		case 'forecast':
			return {
				title: m.report_missing_forecast({ n: missing.units.length }),
				text: m.report_missing_forecast_next()
			};
		case 'satisfaction':
			return {
				title: m.report_missing_satisfaction({ n: missing.units.length }),
				text: m.report_missing_satisfaction_next()
			};
		case 'unregistered':
			return {
				title: m.report_missing_unregistered({ n: missing.units.length }),
				text: m.report_missing_unregistered_next()
			};
		case 'no_briefing':
			return { title: m.report_missing_no_briefing(), text: m.report_missing_no_briefing_next() };
		case 'tasks_without_day':
			return { title: m.report_missing_tasks({ n: missing.count }), text: m.report_missing_tasks_next() };
		case 'number':
			return { title: m.report_missing_number(), text: m.report_missing_number_next() };
		case 'signer':
			return { title: m.report_missing_signer(), text: m.report_missing_signer_next() };
		case 'deviates':
			return {
				title: m.report_deviates({ n: missing.deviations.length }),
				text: m.report_deviates_next()
			};
		case 'agrees':
			return { title: m.report_agrees(), text: m.report_agrees_next({ n: missing.figures }) };
	}
}
