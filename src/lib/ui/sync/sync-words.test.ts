import { describe, expect, test } from 'vitest';
import { m } from '#lib/i18n/generated/messages.js';
import { syncWords } from './sync-words.ts';

const QUIET = { attention: 0, offline: false, waiting: 0, lastContact: '14:32' };

describe('the sync line', () => {
	test('says when everything was last exchanged', () => {
		expect(syncWords(QUIET)).toEqual({ kind: 'done', state: 'Đã đồng bộ 14:32' });
	});

	test('says nothing before what waits has been counted', () => {
		expect(syncWords({ ...QUIET, isRead: false })).toEqual({ kind: 'unread', state: '' });
		expect(syncWords({ ...QUIET, isRead: false, lastContact: null, offline: true }).state).toBe('');
	});

	test('never says so while anything waits', () => {
		for (const attention of [0, 1]) {
			for (const offline of [false, true]) {
				for (const sending of [undefined, { done: 0, of: 3 }]) {
					const { kind, state } = syncWords({ ...QUIET, attention, offline, sending, waiting: 3 });
					expect(kind).not.toBe('done');
					expect(state).not.toContain('Đã đồng bộ');
				}
			}
		}
	});

	test('never says so while the program itself is still coming down', () => {
		const half = { bytes: { done: 1_400_000, of: 3_500_000 } };

		expect(syncWords({ ...QUIET, preparing: half })).toEqual({
			kind: 'preparing',
			state: 'Đang tải về 40%',
			fact: 'Còn 2,1 MB'
		});
		expect(syncWords({ ...QUIET, preparing: { bytes: null } }).state).toBe('Đang tải ứng dụng về máy');
		expect(syncWords({ ...QUIET, preparing: half, offline: true })).toMatchObject({
			state: 'Ngoại tuyến',
			fact: 'Chưa tải xong ứng dụng'
		});
		expect(syncWords({ ...QUIET, preparing: half, waiting: 2 }).kind).toBe('waiting');
	});

	test('tells how many items wait', () => {
		expect(syncWords({ ...QUIET, waiting: 3 })).toEqual({
			kind: 'waiting',
			state: '3 mục chờ gửi',
			fact: 'Có mạng sẽ tự gửi'
		});
	});

	test('does not speak of the network when it is the server that takes nothing', () => {
		const { kind, state, fact } = syncWords({ ...QUIET, waiting: 3, isServerBusy: true });
		expect([kind, state]).toEqual(['waiting', '3 mục chờ gửi']);
		expect(fact).toBe('Máy chủ chưa nhận được, sẽ tự gửi lại');
	});

	test('tells that the server takes much by and by, also when nothing of one’s own waits', () => {
		const words = syncWords({ ...QUIET, waiting: 300, isServerBusy: true, isSlowed: true });
		expect(words).toMatchObject({ kind: 'waiting', state: '300 mục chờ gửi', fact: m.sync_slowed() });
		expect(syncWords({ ...QUIET, isSlowed: true }).kind).toBe('waiting');
	});

	test('tells of photos that follow when all records are there', () => {
		expect(syncWords({ ...QUIET, photos: 2 })).toMatchObject({ kind: 'waiting', state: '2 ảnh chờ gửi' });
		expect(syncWords({ ...QUIET, photos: 2, waiting: 1 }).state).toBe('1 mục chờ gửi');
		expect(syncWords({ ...QUIET, photos: 2, offline: true }).fact).toBe('2 ảnh chờ gửi');
	});

	test('tells how far the sending is', () => {
		expect(syncWords({ ...QUIET, waiting: 2, sending: { done: 2, of: 3 } }).state).toBe('Đang gửi 2/3');
	});

	test('without network says that recording goes on, or what waits', () => {
		expect(syncWords({ ...QUIET, offline: true })).toEqual({
			kind: 'offline',
			state: 'Ngoại tuyến – vẫn ghi được'
		});
		expect(syncWords({ ...QUIET, offline: true, waiting: 3 })).toEqual({
			kind: 'offline',
			state: 'Ngoại tuyến',
			fact: '3 mục chờ gửi'
		});
	});

	test('puts an item that needs a decision before everything else', () => {
		expect(syncWords({ ...QUIET, attention: 1, offline: true, waiting: 3 })).toEqual({
			kind: 'attention',
			state: '1 mục cần xem lại',
			fact: '3 mục chờ gửi'
		});
	});

	test('does not claim data before the first contact', () => {
		expect(syncWords({ ...QUIET, lastContact: null })).toEqual({ kind: 'never', state: 'Đang nhận dữ liệu' });
	});
});
