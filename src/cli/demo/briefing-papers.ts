import { BARE_SET } from '#lib/domain/criteria/criteria-set.ts';
import { issueDocuments } from '#lib/domain/report/issue-documents.ts';
import { firstForm } from '#lib/domain/report/report-form.ts';
import { nationalCriteriaSets, typicalDepartments } from '#lib/server/reference/national.ts';
import { demoId } from './demo-id.ts';
import type { DemoWrite } from './demo-write.ts';
import { BRIEFING_ID, ON } from './facts.ts';
import { demoAuthors, demoOfficers, SAMPLE_OFFICE } from './people.ts';
import { demoUnits, DISTRICT } from './places.ts';
import { recordsOf } from './records-of.ts';

/** The papers that the briefing issued when it was concluded, from what was recorded up to its day. Their numbers are invented. */
export function briefingPapers(writes: readonly DemoWrite[]): DemoWrite[] {
	const people = [...demoOfficers, ...demoAuthors];
	const district = demoUnits.find(({ id }) => id === DISTRICT)!;
	const reference = {
		...{ version: '', criteriaSetId: BARE_SET, criteriaSets: nationalCriteriaSets(), thresholds: [] },
		...{ departments: typicalDepartments(), units: demoUnits, people, me: people[0]! }
	};
	let papers = 0;
	const edits = issueDocuments({
		of: {
			...{ district, reference, today: ON, units: demoUnits.filter(({ level }) => level === 'commune') },
			recordsByUnit: recordsOf(writes.filter(({ on }) => on <= ON))
		},
		...{ briefingId: BRIEFING_ID, form: firstForm(district), issued: [] },
		newId: () => demoId(ON, `paper ${(papers += 1)}`)
	});

	return edits.map(({ unitId, kind, recordId, set }) => ({
		changeId: demoId(ON, `change ${ON} ${recordId}/${Object.keys(set).join('+')}`),
		...{ personId: SAMPLE_OFFICE, unitId, kind: kind as DemoWrite['kind'], recordId, on: ON, set }
	}));
}
