import { expect, test } from 'vitest';
import { recordOf } from '../../../../tests/support/records.ts';
import { briefingRecords, COMMUNES, communeNamed, DISTRICT, REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { composeReport } from './compose-report.ts';
import { applyEdits } from './edits.ts';
import { missingInReport } from './missing.ts';
import { paperText } from '../../../../tests/support/paper-text.ts';
import { reportFacts } from './report-facts.ts';
import { firstForm } from './report-form.ts';
import { editsSheet } from './sheets.ts';

const DAN_LY = communeNamed('Dân Lý').id;
const MINH_CHAU = communeNamed('Minh Châu').id;
const SOMEWHERE = COMMUNES.find(({ id }) => !briefingRecords().has(id))!.id;

const briefing = recordOf(
	'briefing',
	{
		meeting: {
			...{ on: '2018-11-05', place: 'Hội trường huyện', chair: 'Chủ tịch UBND huyện', attendees: [] },
			communes: [MINH_CHAU, DAN_LY, SOMEWHERE]
		}
	},
	{ unitId: DISTRICT.id }
);
const said = (text: string, kind: 'statement' | 'request', who: { communeId?: string; speaker?: string }) =>
	recordOf('statement', { said: { briefingId: briefing.id, kind, text, ...who } }, { unitId: DISTRICT.id });

const recordsByUnit = briefingRecords();
recordsByUnit.set(DISTRICT.id, [
	briefing,
	said('Nhà văn hóa thôn 3 xong trong tháng.', 'statement', { communeId: MINH_CHAU }),
	said('cấp thêm xi măng', 'request', { speaker: 'Phòng Tài chính' })
]);
const facts = reportFacts({
	district: DISTRICT,
	units: COMMUNES,
	reference: REFERENCE,
	today: '2018-11-05',
	recordsByUnit
});
const form = firstForm(DISTRICT);

test('a briefing’s report is about the communes chosen for it, and says which of them are not registered', () => {
	expect(facts.communes.map(({ unit }) => unit.name)).toEqual(['Dân Lý', 'Minh Châu']);
	expect(missingInReport(facts, form, composeReport(facts, form))).toContainEqual({
		kind: 'unregistered',
		units: [SOMEWHERE]
	});
	expect(paperText(composeReport(facts, form))).not.toContain('Thọ Thế');
});

test('the minutes hold what was said at it', () => {
	const text = paperText(composeReport(facts, { ...form, kind: 'minutes' }));

	expect(text).toContain('- Xã Minh Châu: Nhà văn hóa thôn 3 xong trong tháng.');
	expect(text).toContain('- Phòng Tài chính: đề nghị: cấp thêm xi măng');
});

test('the spreadsheet lists what was written over the paper beside what was computed', () => {
	const edits = {
		[`${DAN_LY}/sent`]: { text: '9/17', computed: '8/17' },
		assessment: { text: 'Các xã đã cố gắng.', computed: '' }
	};
	const { rows } = editsSheet(applyEdits(composeReport(facts, form), edits), REFERENCE.units)!;

	expect(rows[0]).toEqual(['Dân Lý', '9/17', '8/17']);
	expect(rows.slice(1)).toEqual([[null, 'Các xã đã cố gắng.', expect.stringContaining('so với thời gian quy định')]]);
	expect(editsSheet(composeReport(facts, form), REFERENCE.units)).toBeUndefined();
});
