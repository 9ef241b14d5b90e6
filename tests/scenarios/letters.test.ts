import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RegisterValue } from '#lib/domain/changes/change.ts';
import { communeProgress } from '#lib/domain/progress/commune.ts';
import { letterToTyped, readLetter, voidLetter, type LetterTyped } from '#lib/domain/records/letter/form.ts';
import { readLetters } from '#lib/domain/records/letter/read.ts';
import type { RecordEdit } from '#lib/domain/records/record-edit.ts';
import type { KindName } from '#lib/domain/records/kinds.ts';
import { currentSet } from '#lib/domain/reference/reference.ts';
import { DATABASES } from '../support/databases.ts';
import { District, MINH_CHAU } from '../support/district.ts';
import type { Phone } from '../support/phone.ts';

const ON = '2018-11-05';
const said = (of: string, verdict: 'passed' | 'supplement' | 'failed' = 'passed') => ({ of, verdict, note: '' });

describe.each(DATABASES)('letters of departments, with the server on %s', (kind) => {
	let district: District;
	let office: Phone;
	let colleague: Phone;
	beforeEach(async () => {
		district = await District.open(kind);
		office = await district.office();
		colleague = await district.office('van-phong-2');
	});
	afterEach(() => district.close());

	const set = async () => currentSet(await district.referenceFor('van-phong'));
	const letters = async (phone: Phone) => readLetters(await phone.records(MINH_CHAU));
	const save = (phone: Phone, { kind: of, recordId, set: values }: RecordEdit) =>
		phone.save(MINH_CHAU, of as KindName, recordId, values);

	async function write(phone: Phone, typed: Partial<LetterTyped>, letterId?: string): Promise<void> {
		const letter = (await letters(phone)).find(({ id }) => id === letterId);
		const { edit } = readLetter(
			{ ...letterToTyped(letter, 'so-ct', ON), ...typed },
			{ unitId: MINH_CHAU, recordId: letterId ?? phone.newId(), set: await set(), letter, today: ON }
		);
		await save(phone, edit!);
	}

	async function stateOf(phone: Phone, criterion: number) {
		const reference = await district.referenceFor('van-phong');
		const unit = reference.units.find(({ id }) => id === MINH_CHAU)!;
		return communeProgress(await phone.records(MINH_CHAU), { unit, reference, today: ON }).criteria[criterion - 1]!
			.state;
	}

	test('two people who add a letter of one department without network both keep theirs', async () => {
		for (const phone of [office, colleague]) phone.goOffline();
		await write(office, { on: '2018-10-22', points: [said('4')] });
		await write(colleague, { on: '2018-11-02', points: [said('7', 'supplement')] });
		for (const phone of [office, colleague]) phone.goOnline();
		for (const phone of [office, colleague, office]) await phone.sync();

		for (const phone of [office, colleague]) {
			expect((await letters(phone)).map(({ points }) => points[0]?.of)).toEqual(['4', '7']);
			expect([await stateOf(phone, 4), await stateOf(phone, 7)]).toEqual(['met', 'supplement']);
		}
		expect((await district.records(MINH_CHAU)).map((record) => record.kind)).toEqual(['letter', 'letter']);
	});

	test('two people who correct one letter without knowing of each other have a conflict about that letter', async () => {
		await write(office, { points: [said('4'), said('7')] });
		await office.sync();
		await colleague.sync();
		const { id } = (await letters(office))[0]!;
		await write(office, { number: '112/SCT' }, id);
		await write(colleague, { points: [said('4')] }, id);
		for (const phone of [office, colleague, office]) await phone.sync();

		expect(await letters(office)).toHaveLength(1);
		const kinds = (await district.records(MINH_CHAU)).map((record) => record.kind);
		expect(kinds.sort()).toEqual(['conflict', 'letter']);
	});

	test('a letter that was taken out says nothing any more, and stays in the history', async () => {
		await write(office, { points: [said('4')] });
		const [letter] = await letters(office);
		await save(office, voidLetter(letter!, 'nhầm xã'));
		await office.sync();
		await colleague.sync();

		expect(await letters(colleague)).toEqual([]);
		expect(await stateOf(colleague, 4)).toBe('na');
		expect((await district.log(MINH_CHAU)).map((change) => change.kind)).toEqual(['letter', 'letter']);
	});

	test('what a device of an earlier version sends is a letter too, and its correction takes its place', async () => {
		const confirmed = { on: '2018-10-22', criteria: [4, 7], verdict: 'passed' as const, note: 'Đủ' };
		await colleague.save(MINH_CHAU, 'appraisal', 'appraisal:so-ct', { confirmed });
		await colleague.sync();
		await write(office, { on: '2018-11-01', points: [said('4', 'supplement')] });
		await office.sync();
		expect([await stateOf(office, 4), await stateOf(office, 7)]).toEqual(['supplement', 'met']);

		const old = (await letters(office)).find(({ register }) => register === 'confirmed')!;
		await write(office, { points: [said('4')] }, old.id);
		await office.sync();
		await colleague.sync();
		expect((await letters(colleague)).map(({ points }) => points.map(({ of }) => of))).toEqual([['4'], ['4']]);
		expect(await stateOf(colleague, 7)).toBe('na');
	});

	test('a commune writes no letter, and nobody one about what the set does not have', async () => {
		const officer = await district.officerOf(MINH_CHAU);
		const content = (of: string): RegisterValue => ({
			...{ department: 'so-ct', on: ON },
			points: [{ of, verdict: 'passed' }]
		});
		await officer.save(MINH_CHAU, 'letter', officer.newId(), { content: content('4') } as never);
		await office.save(MINH_CHAU, 'letter', office.newId(), { content: content('4.9') } as never);
		await office.save(MINH_CHAU, 'letter', office.newId(), { content: content('20') } as never);
		for (const phone of [officer, office]) await phone.sync();

		expect((await officer.attention()).items.map(({ code }) => code)).toEqual(['forbidden']);
		expect((await office.attention()).items.map(({ code }) => code)).toEqual(['invalid', 'invalid']);
		expect(await district.records(MINH_CHAU)).toEqual([]);
	});
});
