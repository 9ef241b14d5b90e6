import { expect, test } from 'vitest';
import { recordOf } from '../../../../../tests/support/records.ts';
import { briefingsOf, chooseBriefing } from './read.ts';

const TODAY = '2018-11-05';
const briefing = (on: string, communes?: string[]) =>
	recordOf('briefing', {
		meeting: { on, place: 'Hội trường', chair: 'Chủ tịch', attendees: [], ...(communes && { communes }) }
	});
const [october, last, planned] = [briefing('2018-10-05'), briefing('2018-11-02', ['15697']), briefing('2018-11-16')];

function choose(named?: string | null, records = [october!, last!, planned!]) {
	const { briefing: chosen, sinceOf } = chooseBriefing(briefingsOf(records, TODAY), TODAY, named);

	return { id: chosen?.id ?? null, of15697: sinceOf('15697'), of15703: sinceOf('15703') };
}

test('a report is for the last briefing held, and tells what changed since', () => {
	expect(choose()).toEqual({ id: last!.id, of15697: '2018-11-02', of15703: '2018-10-05' });
});

test('for the briefing named, it tells what changed since the one before in which the commune took part', () => {
	expect(choose(last!.id)).toEqual({ id: last!.id, of15697: '2018-10-05', of15703: '2018-10-05' });
	expect(choose(planned!.id)).toEqual({ id: planned!.id, of15697: '2018-11-02', of15703: '2018-10-05' });
	expect(choose(october!.id)).toEqual({ id: october!.id, of15697: null, of15703: null });
});

test('a briefing that is not there any more leaves the last one; without any there is nothing to compare with', () => {
	expect(choose('khong-co').id).toBe(last!.id);
	expect(choose(null, [planned!])).toEqual({ id: null, of15697: null, of15703: null });
});
