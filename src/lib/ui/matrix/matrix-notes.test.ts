import { expect, test } from 'vitest';
import { matrixNotes } from './matrix-notes.ts';

const DASH = 'Dấu –: xã chưa báo số.';
const reported = (...reportedOn: string[]) => ({ reportedOn, sampleKinds: [] });
const invented = (...sampleKinds: string[]) => ({ reportedOn: [], sampleKinds });

test('figures of one briefing carry its day, later reports widen it', () => {
	const facts = [reported('2018-11-02', '2018-11-02'), reported('2018-11-02')];
	expect(matrixNotes(facts, 8)).toEqual(['Số xã báo: ngày 02/11/2018.', DASH]);
	expect(matrixNotes([reported('2018-11-05'), ...facts], 8)[0]).toBe('Số xã báo: từ 02/11/2018 đến 05/11/2018.');
});

test('what is invented is named', () => {
	expect(matrixNotes([invented('dossier'), invented('obstacle', 'dossier')], 8)).toEqual([
		'Dữ liệu mẫu: trạng thái từng ô và 8 tuần, vướng mắc.',
		DASH
	]);
	expect(matrixNotes([invented('task')], 8)).toEqual([DASH]);
});
