import { expect, test } from 'vitest';
import { recordOf } from '../../../../tests/support/records.ts';
import { briefingRecords } from '../../../../tests/support/trieu-son.ts';
import { matrixNotes } from './matrix-notes.ts';

const facts = [...briefingRecords().values()].flat();
const DASH = 'Dấu –: xã chưa báo số.';
const by = 'du-lieu-mau';
const dossier = recordOf('dossier', { state: { state: 'preparing', on: '2018-10-01' } }, { id: 'dossier:6', by });
const obstacle = recordOf('obstacle', { statement: { title: 'x', raisedOn: '2018-10-21', asks: 'district' } }, { by });

test('figures of one briefing carry its day, later reports widen it', () => {
	expect(matrixNotes(facts, 8)).toEqual(['Số xã báo: ngày 02/11/2018.', DASH]);

	const dossiers = { complete: 6, common: null, on: '2018-11-05' };
	const later = recordOf('tally', { dossiers }, { id: 'tally' });
	expect(matrixNotes([...facts, later], 8)[0]).toBe('Số xã báo: từ 02/11/2018 đến 05/11/2018.');
});

test('what is invented is named', () => {
	expect(matrixNotes([dossier, obstacle], 8)).toEqual(['Dữ liệu mẫu: trạng thái từng ô và 8 tuần, vướng mắc.', DASH]);
	expect(matrixNotes([recordOf('obstacle', {}, { by, voided: true })], 8)).toEqual([DASH]);
});
