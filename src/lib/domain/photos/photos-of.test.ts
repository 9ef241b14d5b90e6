import { expect, test } from 'vitest';
import { check } from '../../../../tests/support/minh-chau.ts';
import { recordOf } from '../../../../tests/support/records.ts';
import type { SyncRecord } from '../changes/change.ts';
import { judgedValues } from '../review/judged-values.ts';
import { countPhotos, photosOf, takenAtOf } from './photo-edits.ts';
import { photosOfCriterion } from './photos-of-criterion.ts';
import { photosOfValue } from '../review/photos-of-value.ts';

const photo = (
	of: Pick<SyncRecord, 'kind' | 'id'>,
	takenAt: string,
	more: { voided?: boolean; stored?: boolean; chosen?: { takenAt?: string } } = {}
) =>
	recordOf(
		'photo',
		{
			file: {
				...{ of: { kind: of.kind, id: of.id }, sha256: 'a'.repeat(64), bytes: 1, width: 1, height: 1 },
				...{ filetype: 'image/jpeg', takenAt },
				...(more.chosen && { chosen: more.chosen })
			},
			...(more.stored && { stored: { at: takenAt } })
		},
		{ voided: more.voided ?? false }
	);

const visit = recordOf('visit', {
	opening: { purpose: 'follow_up', on: '2018-11-05', startedAt: '2018-11-05T01:00:00.000Z', criteria: [6, 8] }
});
const finding = recordOf('finding', { verdict: { verdict: 'needs_work' } }, { id: `finding:${visit.id}:6` });
const remark = (criterion: number) => recordOf('remark', { text: { visit: visit.id, criterion, text: 'Chưa có sân' } });
const value = check('6.3', '2018-11-05', {});

const of = { set: 'vn-commune-2016', isOffice: () => false };
const judged = (records: SyncRecord[], record: SyncRecord) =>
	judgedValues(records, of).find((one) => one.record === record)!;
const ids = (photos: { id: string }[]) => photos.map(({ id }) => id);

test('a check has its own photos, as they were taken; those taken out are gone', () => {
	const later = photo(value, '2018-11-05T03:00:00.000Z');
	const earlier = photo(value, '2018-11-05T02:00:00.000Z', { stored: true });
	const out = photo(value, '2018-11-05T04:00:00.000Z', { voided: true });
	const others = photo(check('6.3', '2018-11-05', {}), '2018-11-05T02:30:00.000Z');
	const records = [value, later, earlier, out, others];

	expect(ids(photosOfValue(judged(records, value), records))).toEqual([earlier.id, later.id]);
	expect(photosOf(records, value).map(({ isStored }) => isStored)).toEqual([true, false]);
});

test('a photo that was chosen lies where it was taken among the others; one that does not say where it came', () => {
	const [first, last] = [photo(value, '2018-11-05T02:00:00.000Z'), photo(value, '2018-11-05T05:00:00.000Z')];
	const older = photo(value, '2018-11-05T04:00:00.000Z', { chosen: { takenAt: '2018-11-01T04:00:00.000Z' } });
	const silent = photo(value, '2018-11-05T03:00:00.000Z', { chosen: {} });
	const records = [last, silent, first, older];

	expect(ids(photosOf(records, value))).toEqual([older.id, first.id, silent.id, last.id]);
	expect(photosOf(records, value).map(({ file }) => takenAtOf(file))).toEqual([
		'2018-11-01T04:00:00.000Z',
		'2018-11-05T02:00:00.000Z',
		null,
		'2018-11-05T05:00:00.000Z'
	]);
	expect(countPhotos(records, 'check').get(value.id)).toEqual({ n: 4, chosen: 2 });
});

test('a visit’s verdict has the photos of the remarks about its criterion', () => {
	const [about, other] = [remark(6), remark(8)];
	const here = photo(about, '2018-11-05T02:00:00.000Z');
	const there = photo(other, '2018-11-05T02:00:00.000Z');
	const records = [visit, finding, about, other, here, there];

	expect(ids(photosOfValue(judged(records, finding), records))).toEqual([here.id]);
});

test('a criterion has the photos of its checks, remarks, papers and obstacles, the latest first', () => {
	const paper = recordOf('paper', { item: { of: 6, name: 'Biên bản' }, state: { done: true } });
	const common = recordOf('paper', { item: { of: 'common', name: 'Tờ trình' }, state: { done: true } });
	const obstacle = recordOf('obstacle', {
		statement: { criterion: 6, title: 'Thiếu đất', raisedOn: '2018-11-05', asks: 'district' }
	});
	const owners = [value, remark(6), paper, obstacle];
	const own = owners.map((owner, index) => photo(owner, `2018-11-05T0${index + 1}:00:00.000Z`));
	const foreign = [common, check('8.1', '2018-11-05', {}), remark(8)];
	const others = foreign.map((owner) => photo(owner, '2018-11-05T09:00:00.000Z'));

	expect(ids(photosOfCriterion([...owners, ...foreign, ...own, ...others], 6))).toEqual(ids(own.reverse()));
});
