import { writeFileSync, mkdirSync } from 'node:fs';
import { test, expect } from 'vitest';
import { briefingRecords, COMMUNES, DISTRICT, REFERENCE, seed } from './support/trieu-son.ts';
import { recordOf, nextId } from './support/records.ts';
import { reportFacts } from '#lib/domain/report/report-facts.ts';
import { composeReport } from '#lib/domain/report/compose-report.ts';
import { firstForm } from '#lib/domain/report/report-form.ts';
import { plainText } from '#lib/domain/report/plain-text.ts';
import { wordDocument } from '#lib/documents/word-document.ts';
import { excelWorkbook } from '#lib/documents/excel-workbook.ts';
import { briefingSheet, criteriaSheet, indicatorsSheet } from '#lib/domain/report/sheets.ts';

test('look', async () => {
	mkdirSync('/tmp/report-look', { recursive: true });
	const records = briefingRecords();
	const briefingId = nextId();
	const unitId = DISTRICT.id;
	records.set(unitId, [
		recordOf('briefing', { meeting: { on: seed.conference.date, place: seed.conference.place, chair: seed.conference.chair_role, attendees: seed.conference.attending_roles.district }, conclusion: { text: 'Bảy xã về đích năm 2018.' } }, { unitId, id: briefingId }),
		...seed.tasks.map((task) => recordOf('decision', { decision: { briefingId, text: task.task, assignee: task.who, ...(task.due ? { dueOn: task.due } : {}) } }, { unitId }))
	]);
	records.get('15697')!.push(
		...[1,4,8].map((n) => recordOf('dossier', { state: { state: 'complete', on: '2018-10-20' } }, { id: `dossier:${n}` })),
		recordOf('dossier', { state: { state: 'preparing' }, plan: { expectedOn: '2018-12-10' } }, { id: 'dossier:6' }),
		recordOf('dossier', { state: { state: 'not_started' } }, { id: 'dossier:10' }),
		recordOf('obstacle', { statement: { title: 'Nhà văn hóa thôn 4 chưa có đất', criterion: 6, raisedOn: '2018-10-01', asks: 'district' } })
	);
	const facts = reportFacts({ district: DISTRICT, units: COMMUNES, reference: REFERENCE, today: '2018-11-02', recordsByUnit: records });
	for (const kind of ['report', 'notice', 'minutes', 'table'] as const) {
		const document = composeReport(facts, { ...firstForm(DISTRICT), kind, name: 'Nguyễn Văn A' });
		writeFileSync(`/tmp/report-look/${kind}.docx`, Buffer.from(await (await wordDocument(document)).arrayBuffer()));
		writeFileSync(`/tmp/report-look/${kind}.txt`, plainText(document));
		if (kind === 'table') writeFileSync('/tmp/report-look/a.xlsx', Buffer.from(await (await excelWorkbook([briefingSheet(document, { criteria: 19, departments: 17 }), criteriaSheet(facts), indicatorsSheet(facts)])).arrayBuffer()));
	}
	expect(1).toBe(1);
});
