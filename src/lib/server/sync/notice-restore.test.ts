import { expect, test } from 'vitest';
import { AnsweringServer } from '../../../../tests/support/answering-server.ts';
import { noticeRestore } from './notice-restore.ts';

test('a restore that nobody told of gives the database a new epoch, and stands in the log where there is one', async () => {
	const { store, ground, logged } = new AnsweringServer();
	const renewed = await noticeRestore(ground, 'epoch-1');
	expect(renewed).not.toBe('epoch-1');
	expect(logged).toMatchObject([{ level: 'warn', details: { epoch: 'epoch-1', renewed } }]);
	expect(logged[0]!.message).toContain('an older copy was put back without "admin restored"');

	expect(await noticeRestore({ store }, renewed)).not.toBe(renewed);
	expect(await noticeRestore({ store }, 'epoch-1')).toBe(await store.epoch());
});
