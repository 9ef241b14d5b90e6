import { expect, test } from 'vitest';
import { communeFigures } from '#lib/domain/progress/commune-figures.ts';
import { officeOf } from '#lib/domain/reference/office.ts';
import { currentSet } from '#lib/domain/reference/reference.ts';
import { reviewQueue } from '#lib/domain/review/review-queue.ts';
import { REFERENCE } from '../support/trieu-son.ts';
import { TODAY } from './generated-commune.ts';
import { DISTRICTS, inDistricts } from './open-district.ts';

test(`in ${DISTRICTS} districts the number beside "Duyệt" is that of the values its page lists`, () => {
	const of = { set: currentSet(REFERENCE).id, isOffice: officeOf(REFERENCE), today: TODAY };

	inDistricts(1109, ({ communes }) => {
		for (const { unit, counted, records } of communes) {
			const figures = communeFigures(records, { unit, reference: REFERENCE, today: TODAY, weeks: 8 });

			expect({ badge: figures.waitingReviews, listed: reviewQueue(records, of).length }).toEqual({
				badge: counted.waiting,
				listed: counted.waiting
			});
		}
	});
});
