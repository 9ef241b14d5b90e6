import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../tests/support/records.ts';
import { briefingRecords, REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { dossierCourse } from './as-of.ts';
import { communeFigures } from './commune-figures.ts';
import { communeProgress } from './commune.ts';

const unit = REFERENCE.units.find(({ id }) => id === '15697')!;
const place = { unit, reference: REFERENCE, today: '2018-11-05' };
const by = 'du-lieu-mau';
const facts = briefingRecords().get(unit.id)!;
const figuresOf = (records: Parameters<typeof communeFigures>[0]) => communeFigures(records, { ...place, weeks: 8 });

test('progress and course are those of the records', () => {
	expect(figuresOf(facts).progress).toEqual(communeProgress(facts, place));
	expect(figuresOf(facts).course).toEqual(dossierCourse(facts, { ...place, weeks: 8 }));
});

describe('the days of what the commune reported', () => {
	test('are those of its dossiers and of its departments', () => {
		const dossiers = { complete: 6, common: null, on: '2018-11-05' };
		const departments = { sent: 3, inspected: null, on: '2018-10-30' };
		const tally = recordOf('tally', { dossiers, departments }, { id: 'tally' });
		expect(figuresOf([tally]).reportedOn).toEqual(['2018-11-05', '2018-10-30']);
	});

	test('are none where nothing was reported', () => {
		expect(figuresOf([]).reportedOn).toEqual([]);
	});
});

test('invented records are named by kind, each once, crossed out ones not', () => {
	const dossier = recordOf('dossier', { state: { state: 'preparing', on: '2018-10-01' } }, { id: 'dossier:6', by });
	const obstacle = recordOf('obstacle', {}, { by, voided: true });

	expect(figuresOf([...facts, dossier, { ...dossier, id: 'dossier:7' }, obstacle]).sampleKinds).toEqual(['dossier']);
	expect(figuresOf(facts).sampleKinds).toEqual([]);
});
