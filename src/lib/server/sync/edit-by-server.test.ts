import { expect, test, vi } from 'vitest';
import { AnsweringServer, MINH_CHAU } from '../../../../tests/support/answering-server.ts';
import { editByServer } from './edit-by-server.ts';

const PHOTO = { unitId: MINH_CHAU, kind: 'photo', recordId: 'photo-1' };
const STORED = { stored: { at: '2018-11-05T02:00:00.000Z' } };

function groundOf(server: AnsweringServer) {
	const { store, ground } = server;
	return { store, live: ground.live!, now: () => server.nowMs, random: ground.random };
}

test('what the server has to say is a change of its own, with the next seq, and those who watch are told', async () => {
	const server = new AnsweringServer();
	await server.officer.push([server.officer.check()]);
	const seen: unknown[] = [];
	const isWritten = await editByServer(groundOf(server), PHOTO, (earlier) => (seen.push(earlier), STORED));

	expect([isWritten, seen]).toEqual([true, [undefined]]);
	expect(server.record('photo')).toMatchObject({
		id: 'photo-1',
		seq: 2,
		registers: { stored: { value: STORED.stored, by: 'server' } }
	});
	expect(server.announced.at(-1)).toEqual([MINH_CHAU, 2]);
	expect(server.store.log(MINH_CHAU).at(-1)).toMatchObject({ personId: 'server', receipt: { was: 0 } });
});

test('it is said of the record as it stands, and keeps the rest of that', async () => {
	const server = new AnsweringServer();
	const ground = groundOf(server);
	await editByServer(ground, PHOTO, () => STORED);
	const [first] = server.store.log(MINH_CHAU);
	await editByServer(ground, PHOTO, (earlier) => ({ ...(earlier && { caption: { text: 'Cổng' } }), stored: null }));

	expect(server.record('photo').registers).toMatchObject({
		caption: { value: { text: 'Cổng' } },
		stored: { value: null }
	});
	const last = server.store.log(MINH_CHAU).at(-1)!;
	expect(last.change.set).toMatchObject({ stored: { prev: first!.change.id }, caption: { prev: null } });
	expect(last.receipt).toMatchObject({ seq: 2, was: 1 });
	expect(last.change.n).toBe(2);
});

test('it is noted as come when it was said', async () => {
	const server = new AnsweringServer();
	const inUnit = vi.spyOn(server.store, 'inUnit');
	await editByServer(groundOf(server), PHOTO, () => STORED);

	expect(inUnit.mock.calls[0]![1]).toEqual({ at: '2018-11-05T02:00:00.000Z', offsetMs: 0 });
});

test('nothing is written, and nobody told, when there is nothing to say', async () => {
	const server = new AnsweringServer();

	expect(await editByServer(groundOf(server), PHOTO, () => undefined)).toBe(false);
	expect([server.log(), server.announced]).toEqual([[], []]);
});
