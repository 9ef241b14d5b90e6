import { expect, test } from 'vitest';
import { outboxHead } from './outbox-head.ts';

const ALL_SENT = {
	...{ waiting: 0, stuck: 0, photos: 0, attention: 0, offlineSince: null },
	...{ name: 'Lê Thị Hoa', hasOthers: false }
};

test('before the outbox has been read once nothing is said of it', () => {
	expect(outboxHead(undefined)).toEqual({ title: 'Gửi đi' });
});

test('everything sent is said, and whose it was', () => {
	expect(outboxHead(ALL_SENT)).toEqual({
		title: 'Không còn gì chờ gửi',
		lead: 'Những gì Lê Thị Hoa ghi trên máy này huyện đã nhận đủ.'
	});
});

test.each([true, undefined])(
	'while others have something unsent, or may have (%s), it is not said of the device',
	(hasOthers) => {
		expect(outboxHead({ ...ALL_SENT, hasOthers })).toEqual({
			title: 'Không còn gì của Lê Thị Hoa chờ gửi',
			lead: 'Những gì Lê Thị Hoa ghi trên máy này huyện đã nhận đủ.'
		});
	}
);

test.each([
	['while something has to be looked at', { attention: 1 }],
	['without network', { offlineSince: '09:12' }],
	['while photos are on their way', { photos: 2 }],
	['while something waits', { waiting: 1 }],
	['with a photo store that does not open', { photos: null }]
])('that the district has all of it is not said %s', (_, facts) => {
	expect(outboxHead({ ...ALL_SENT, ...facts }).lead ?? '').not.toContain('nhận đủ');
});

test('what does not get through is not said to go by itself', () => {
	expect(outboxHead({ ...ALL_SENT, waiting: 2, stuck: 1 }).lead).toContain('sẽ tự gửi');
	expect(outboxHead({ ...ALL_SENT, waiting: 1, stuck: 1, attention: 1 }).lead).not.toContain('sẽ tự gửi');
});

test('what waits comes first', () => {
	expect(outboxHead({ ...ALL_SENT, waiting: 3, photos: 2 }).title).toBe('3 mục chờ gửi');
	expect(outboxHead({ ...ALL_SENT, photos: 2 }).title).toBe('2 ảnh chờ gửi');
	expect(outboxHead({ ...ALL_SENT, waiting: 3, offlineSince: '09:12' }).lead).toContain('Mất mạng từ 09:12');
});
