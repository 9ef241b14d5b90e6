import type { RecordEdit } from '#lib/domain/records/record-edit.ts';
import { documentsOf } from '#lib/domain/records/document/read.ts';
import { issueDocuments, recordsWith } from '#lib/domain/report/issue-documents.ts';
import { usualForm, type ReportForm } from '#lib/domain/report/report-form.ts';
import { readDraft } from '#lib/local/forms/drafts.ts';
import { recordsByUnit } from '#lib/local/replica/read-records.ts';
import type { Desk } from '../../desk-context.svelte.ts';
import { reportDraftKey } from '../../report/report-href.ts';

/** The papers that a conclusion yields, from what this device knows and what was left on the report page. A device that has
 *  not received its communes issues none: they would say that nothing was reported. */
export async function papersOfConclusion(
	desk: Desk,
	briefingId: string,
	conclusion: readonly RecordEdit[]
): Promise<RecordEdit[]> {
	const { device, district, reference, today, communes } = desk;
	if (!district || desk.received !== true) return [];
	const [records, draft] = await Promise.all([
		recordsByUnit(device.db),
		readDraft(device.db, reportDraftKey(district.id, briefingId))
	]);
	const issued = documentsOf(records.get(district.id) ?? []);
	const left = (draft?.value as { typed?: ReportForm } | undefined)?.typed;

	return issueDocuments({
		of: {
			...{ district, reference, today, units: communes.map(({ unit }) => unit) },
			recordsByUnit: recordsWith(records, conclusion, device.person.id)
		},
		briefingId,
		form: left ?? usualForm(district, issued),
		issued,
		newId: () => device.newId()
	});
}
