import { describe, expect, test } from 'vitest';
import { nextId, recordOf } from '../../../../tests/support/records.ts';
import { briefingRecords, COMMUNES, communeNamed, DISTRICT, REFERENCE } from '../../../../tests/support/trieu-son.ts';
import type { SyncRecord } from '../changes/change.ts';
import { PUSH_LIMITS } from '../changes/push.ts';
import { flawOf } from '../changes/sound-json.ts';
import { readNumber } from '../records/document/form.ts';
import { documentName, documentsOf, nextNumber, standingOf } from '../records/document/read.ts';
import type { RecordEdit } from '../records/record-edit.ts';
import { voidRecord } from '../records/void-edits.ts';
import { schemaOf } from '../records/schemas.ts';
import { composeReport } from './compose-report.ts';
import { deviationsIn } from './deviations.ts';
import { applyEdits } from './edits.ts';
import { issueDocument, issueDocuments, recordsWith } from './issue-documents.ts';
import { paperText } from '../../../../tests/support/paper-text.ts';
import { REPORT_KINDS, type ReportKind } from './report-document.ts';
import { reportFacts } from './report-facts.ts';
import { firstForm, usualForm } from './report-form.ts';
import { issuedDocument } from './stored-document.ts';

const HELD = '2018-11-02';
const DAN_LY = communeNamed('Dân Lý').id;
const meeting = { on: HELD, place: 'Hội trường', chair: 'Chủ tịch UBND huyện', attendees: ['Các xã'] };
const briefing = recordOf(
	'briefing',
	{ meeting, conclusion: { text: 'Bảy xã về đích năm 2018.', on: HELD } },
	{ unitId: DISTRICT.id }
);

let written = 0;
/** The edits as they stand in records, each stamped later than the one before. */
function laid(edits: readonly RecordEdit[], before: readonly SyncRecord[] = []): SyncRecord[] {
	let all = new Map([[DISTRICT.id, [...before]]]) as Map<string, readonly SyncRecord[]>;
	for (const edit of edits) {
		const stamp = String((written += 1)).padStart(12, '0');
		all = recordsWith(all, [edit], 'van-phong');
		const record = all.get(DISTRICT.id)!.find(({ id, kind }) => id === edit.recordId && kind === edit.kind)!;
		for (const name of Object.keys(edit.set)) record.registers[name]!.stamp = stamp;
	}
	return [...all.get(DISTRICT.id)!];
}

const of = (recordsByUnit: ReadonlyMap<string, readonly SyncRecord[]>) => ({
	...{ district: DISTRICT, units: COMMUNES, reference: REFERENCE, today: HELD, recordsByUnit }
});

function heldRecords(): Map<string, readonly SyncRecord[]> {
	return new Map<string, readonly SyncRecord[]>([...briefingRecords(), [DISTRICT.id, [briefing]]]);
}

function issue(more: Partial<Parameters<typeof issueDocuments>[0]> = {}): RecordEdit[] {
	return issueDocuments({
		...{ of: of(heldRecords()), briefingId: briefing.id, form: firstForm(DISTRICT), issued: [], newId: nextId },
		...more
	});
}

const textOf = (kind: ReportKind, number: string) =>
	composeReport(reportFacts({ ...of(heldRecords()), briefingId: briefing.id, kind }), {
		...firstForm(DISTRICT),
		...{ kind, number }
	});
/** Where a figure came from is not kept; a cell may begin with a capital where the figure has none. */
const withoutSources = (document: unknown): unknown =>
	JSON.parse(
		JSON.stringify(document, (key, value: unknown) =>
			key === 'sources' ? undefined : key === 'figure' ? { ...(value as object), text: '' } : value
		)
	);

describe('a briefing that is concluded issues its papers', () => {
	test.each(REPORT_KINDS)('the %s is shown from its record as it was composed', (kind) => {
		const documents = documentsOf(laid(issue()));
		const [paper] = standingOf(documents, briefing.id, kind);
		const shown = issuedDocument(paper!)!;

		expect(withoutSources(shown)).toEqual(withoutSources(textOf(kind, paper!.number!)));
		expect(paperText(shown)).toBe(paperText(textOf(kind, paper!.number!)));
	});

	test('with numbers of their own, which run by symbol and year', () => {
		expect(documentsOf(laid(issue())).map(documentName)).toEqual([
			'Báo cáo số 01/BC-VPĐP ngày 02/11/2018',
			'Thông báo số 01/TB-VPĐP ngày 02/11/2018',
			'Biên bản số 01/BB-VPĐP ngày 02/11/2018',
			'Bảng tổng hợp số 02/BC-VPĐP ngày 02/11/2018'
		]);
	});

	test('or with the number that was typed on the report page', () => {
		const form = { ...firstForm(DISTRICT), kind: 'notice' as const, number: '112' };
		expect(documentsOf(laid(issue({ form }))).find(({ head }) => head.kind === 'notice')?.number).toBe('112');
	});

	test('but not with a number that another paper has', () => {
		const form = { ...firstForm(DISTRICT), kind: 'table' as const, number: '1' };
		const numbers = documentsOf(laid(issue({ form }))).map(({ head, number }) => [head.kind, number]);

		expect(numbers).toContainEqual(['table', '02']);
	});

	test('once: what was issued stays', () => {
		const issued = documentsOf(laid(issue()));
		expect(issue({ issued })).toEqual([]);
	});

	test('and a later one begins with who signed and received the last', () => {
		const form = { ...firstForm(DISTRICT), name: 'Lê Văn Xuân', recipients: 'UBND huyện;' };
		const usual = usualForm(DISTRICT, documentsOf(laid(issue({ form }))));

		expect(usual).toMatchObject({ name: 'Lê Văn Xuân', recipients: 'UBND huyện;', organ: 'VPĐP', number: '' });
	});
});

test('the papers of a district with 36 communes and long texts fit into changes that the server takes', () => {
	const all = new Map<string, readonly SyncRecord[]>([[DISTRICT.id, [briefing]]]);
	for (const { id } of COMMUNES) {
		const obstacles = Array.from({ length: 6 }, (_, at) =>
			recordOf(
				'obstacle',
				{
					statement: {
						criterion: at + 2,
						title: 'Thiếu vốn đối ứng '.repeat(40),
						raisedOn: HELD,
						asks: 'district'
					}
				},
				{ unitId: id }
			)
		);
		const registration = { year: 2019, basis: 'district_plan' };
		const surveys = ['1', '2'].map((village) =>
			recordOf(
				'survey',
				{ result: { on: HELD, households: 90, asked: 60, satisfied: 50 } },
				{
					unitId: id,
					id: `survey:thon-${village}`
				}
			)
		);
		all.set(id, [...obstacles, ...surveys, recordOf('target', { registration }, { unitId: id, id: 'target' })]);
	}
	const edits = issue({ of: of(all) });

	for (const { kind, set } of edits) {
		expect(flawOf({ set })).toBeUndefined();
		expect(new TextEncoder().encode(JSON.stringify(set)).length).toBeLessThan(PUSH_LIMITS.changeBytes - 2048);
		for (const [name, value] of Object.entries(set))
			expect(schemaOf(kind, name)!.safeParse(value).error).toBeUndefined();
	}
	const [report] = standingOf(documentsOf(laid(edits)), briefing.id, 'report');
	expect(report!.head.parts).toBeGreaterThan(1);
	expect(paperText(issuedDocument(report!)!)).toContain('36. ');
});

test('a paper of which a part has not arrived is no paper yet', () => {
	const edits = issue().filter(({ set }) => !('part:0' in set));
	const [paper] = documentsOf(laid(edits));

	expect(paper!.blocks).toBeNull();
	expect(issuedDocument(paper!)).toBeUndefined();
});

describe('two devices that issue without knowing of each other', () => {
	const first = laid(issue());
	const documents = documentsOf(laid(issue(), first));

	test('do not issue two papers of one number in silence: the one that was given it first keeps it', () => {
		const notices = documents.filter(({ head }) => head.kind === 'notice');

		expect(notices.map(({ number, clash }) => [number, clash?.no])).toEqual([
			['01', undefined],
			[null, '01']
		]);
		expect(issuedDocument(notices[1]!)!.letterhead.number).toBe('Số:       /TB-VPĐP');
		expect(nextNumber(documents, notices[1]!.head)).toBe('02');
	});

	test('and the other one is not given a number that a third paper has', () => {
		const [, clashing] = documents.filter(({ head }) => head.kind === 'notice');

		expect(readNumber({ no: '1' }, clashing!, documents).problems).toEqual([{ at: 'no', kind: 'taken' }]);
		expect(readNumber({ no: 'x' }, clashing!, documents).problems).toEqual([{ at: 'no', kind: 'missing' }]);
		expect(readNumber({ no: '02' }, clashing!, documents).edit?.set).toEqual({ number: { no: '02' } });
	});

	test('have both papers of each kind, until one is withdrawn', () => {
		expect(standingOf(documents, briefing.id, 'minutes')).toHaveLength(2);
	});

	test('do not get the number of one that was withdrawn', () => {
		const held = documents.find(({ head, number }) => head.kind === 'notice' && number !== null)!;
		const withdrawn = documentsOf(
			laid(
				[voidRecord(held.record, 'lập hai lần')],
				documents.map(({ record }) => record)
			)
		);

		expect(standingOf(withdrawn, briefing.id, 'notice').map(({ number, clash }) => [number, clash?.no])).toEqual([
			[null, '01']
		]);
	});

	test('a number is the same with and without its zero, and another one in the next year', () => {
		const form = { ...firstForm(DISTRICT), kind: 'minutes' as const, number: '1' };
		const twice = documentsOf(laid(issue({ form }), first)).filter(({ head }) => head.kind === 'minutes');

		expect(twice.map(({ clash }) => clash !== null)).toEqual([false, true]);
		expect(nextNumber(twice, { symbol: 'BB-VPĐP', on: '2019-01-05' })).toBe('01');
	});
});

test('a replacement names the paper whose place it takes, which stays as it was', () => {
	const records = laid(issue());
	const old = standingOf(documentsOf(records), briefing.id, 'notice')[0]!;
	const facts = reportFacts({ ...of(heldRecords()), briefingId: briefing.id, kind: 'notice' });
	const document = composeReport(facts, { ...firstForm(DISTRICT), kind: 'notice' });
	const edits = issueDocument(document, { facts, recordId: nextId(), no: '02', replacing: { old, how: 'replace' } });
	const documents = documentsOf(laid(edits, records));
	const [standing, ...others] = standingOf(documents, briefing.id, 'notice');

	expect(others).toEqual([]);
	expect(issuedDocument(standing!)!.note).toBe('Thay thế Thông báo số 01/TB-VPĐP ngày 02/11/2018');
	expect(documents.find(({ id }) => id === old.id)).toMatchObject({ number: '01', replacedBy: standing!.id });
});

test('what a person wrote over a paper is told of the issued one too', () => {
	const edits = { [`${DAN_LY}/sent`]: { text: '9/17', computed: '8/17' } };
	const documents = documentsOf(laid(issue({ form: { ...firstForm(DISTRICT), edits } })));
	const [report] = standingOf(documents, briefing.id, 'report');
	const live = applyEdits(textOf('report', '01'), edits);

	expect(deviationsIn(issuedDocument(report!)!, REFERENCE.units)).toEqual(deviationsIn(live, REFERENCE.units));
	expect(deviationsIn(live, REFERENCE.units)).toContainEqual(
		expect.objectContaining({ kind: 'figure', counted: '8/17', written: '9/17' })
	);
});
