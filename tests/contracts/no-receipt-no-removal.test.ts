import { describe, expect, test } from 'vitest';
import type { Change } from '#lib/domain/changes/change.ts';
import { formatReading } from '#lib/domain/changes/clock.ts';
import type { PushAnswer, Receipt } from '#lib/domain/changes/push.ts';
import { makeUuid } from '#lib/domain/ids.ts';
import { saveEdits } from '#lib/local/outbox/save-edits.ts';
import { createFetchTransport } from '#lib/local/sync/fetch-transport.ts';
import type { Outcome } from '#lib/local/lanes/lane.ts';
import { PushLane } from '#lib/local/sync/push-lane.ts';
import { MemoryStore } from '../support/memory-store.ts';

const NOW_MS = Date.parse('2018-11-05T02:00:00Z');

const STATUSES = [
	...[200, 201, 204, 206, 301, 302, 304],
	...[400, 401, 403, 404, 408, 409, 410, 413, 415, 422, 425, 426, 429],
	...[500, 502, 503, 504, 507, 511]
];

/** A `Response` of these may not have a body. */
const BODILESS = new Set([204, 304]);

const answer = (receipts: unknown[], more: Partial<PushAnswer> = {}) => ({
	now: NOW_MS,
	epoch: 'epoch-1',
	receipts,
	records: [],
	...more
});
const stamp = formatReading({ ms: NOW_MS, counter: 0, device: 'phone001' });
const taken = ({ id }: Pick<Change, 'id'>, index = 0): Receipt => ({ id, r: 'ok', seq: index + 1, stamp, was: 0 });
const strangers = ['018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000002'];
const error = (name: string, more: object = {}) => JSON.stringify({ error: name, message: name, ...more });

type Body = { name: string; write(sent: readonly Change[]): string };

/** Everything that is not the receipts of what was sent. */
const NO_RECEIPT: Body[] = [
	{ name: 'nothing', write: () => '' },
	{ name: '“ok”', write: () => 'ok' },
	{ name: 'a captive portal', write: () => '<!doctype html><html><title>Wifi</title><form>Đăng nhập</form></html>' },
	{ name: '{}', write: () => '{}' },
	{ name: '[]', write: () => '[]' },
	{ name: 'null', write: () => 'null' },
	{ name: 'true', write: () => 'true' },
	{ name: 'only an empty list of receipts', write: () => '{"receipts":[]}' },
	{ name: 'an answer without a receipt', write: () => JSON.stringify(answer([])) },
	{
		name: 'receipts of other changes',
		write: () => JSON.stringify(answer(strangers.map((id, index) => taken({ id }, index))))
	},
	{
		name: 'refusals of other changes',
		write: () => JSON.stringify(answer(strangers.map((id) => ({ id, r: 'refused', code: 'invalid', message: '' }))))
	},
	{
		name: 'receipts of a kind nobody knows',
		write: (sent) => JSON.stringify(answer(sent.map(({ id }) => ({ id, r: 'maybe', seq: 1, stamp, was: 0 }))))
	},
	{
		name: 'receipts without a seq',
		write: (sent) => JSON.stringify(answer(sent.map(({ id }) => ({ id, r: 'ok', stamp, was: 0 }))))
	},
	{
		name: 'receipts in a list of their own',
		write: (sent) => JSON.stringify(sent.map((change, index) => taken(change, index)))
	},
	{
		name: 'receipts without clock and epoch',
		write: (sent) => JSON.stringify({ receipts: sent.map((change, index) => taken(change, index)), records: [] })
	},
	{
		name: 'a good answer cut off',
		write: (sent) => JSON.stringify(answer(sent.map((change, index) => taken(change, index)))).slice(0, -3)
	},
	{ name: 'signed out', write: () => error('signed-out') },
	{ name: 'another person', write: () => error('other-person') },
	{ name: 'another epoch', write: () => error('other-epoch', { epoch: 'epoch-2', now: NOW_MS }) },
	{ name: 'too large', write: () => error('too-large') },
	{ name: 'malformed', write: () => error('malformed') },
	{ name: 'another protocol', write: () => error('protocol') },
	{ name: 'an error of the server', write: () => error('server-error', { id: 'e-1' }) }
];

const GOOD: Body = {
	name: 'a good answer',
	write: (sent) => JSON.stringify(answer(sent.map((change, index) => taken(change, index))))
};

type Fetched = (sent: readonly Change[]) => Response;

const respond =
	(status: number, { write }: Body): Fetched =>
	(sent) =>
		new Response(BODILESS.has(status) ? null : write(sent), { status });

/** A phone with changes that exist nowhere else, and a road on which anything may answer. */
class SendingPhone {
	readonly store = new MemoryStore();
	readonly saved: Change[] = [];
	readonly requests: Change[][] = [];
	#answer: Fetched = respond(503, GOOD);
	readonly #lane: PushLane;
	#drawn = 0;
	readonly #world = {
		now: () => NOW_MS,
		random: (bytes: number) => Uint8Array.from({ length: bytes }, () => (this.#drawn += 1) % 256)
	};

	constructor() {
		this.#lane = new PushLane({
			store: this.store,
			transport: createFetchTransport(async (_path, init) => this.#answer(await this.#read(init!))),
			world: this.#world,
			personId: 'can-bo',
			app: 'test',
			ondoubt: () => undefined,
			onunstored: () => undefined
		});
	}

	static async with(count: number): Promise<SendingPhone> {
		const phone = new SendingPhone();
		const clock = { device: 'phone001', n: 0, order: 0, hlc: undefined, offsetMs: 0 };
		await phone.store.transact('strict', (tx) => tx.putMeta('clock', clock));
		for (let n = 1; n <= count; n++) {
			const edit = {
				unitId: '15697',
				kind: 'paper',
				recordId: makeUuid(NOW_MS, phone.#world.random(10)),
				set: { item: { of: n, name: `Sổ ${n}` } },
				seen: {}
			};
			const context = { store: phone.store, world: phone.#world, personId: 'can-bo' };
			phone.saved.push(...(await saveEdits(context, [edit])));
		}
		return phone;
	}

	step(fetched: Fetched): Promise<Outcome> {
		this.#answer = fetched;
		return this.#lane.step();
	}

	async #read(init: RequestInit): Promise<Change[]> {
		const plain = new Blob([init.body as ArrayBuffer]).stream().pipeThrough(new DecompressionStream('gzip'));
		const { changes } = (await new Response(plain).json()) as { changes: Change[] };
		this.requests.push(changes);
		return changes;
	}

	/** Where each saved change is; `lost` must never be among them. */
	places(): string[] {
		const { outbox, sent, attention } = this.store.disk;
		return this.saved.map(({ id, set }) => {
			const row = [...outbox.values()].find((one) => one.id === id);
			const item = [...attention.values()].find(({ changes }) => changes.some((change) => change.id === id));
			const batched = [...sent.values()].flatMap(({ changes }) => changes).find((one) => one.id === id);
			const values = (row?.change ?? batched?.change ?? item?.changes.find((one) => one.id === id))?.set;
			if (JSON.stringify(values) !== JSON.stringify(set)) return 'lost';
			if (row) return row.state;
			return item ? `attention: ${item.code}` : 'sent';
		});
	}

	/** Whether the screens show every value as it was saved. */
	showsAll(): boolean {
		const shown = new Map([...this.store.disk.records.values()].map(({ id, registers }) => [id, registers]));
		return this.saved.every(
			({ recordId, set }) =>
				JSON.stringify(shown.get(recordId)?.['item']?.value) === JSON.stringify(set['item']!.value)
		);
	}

	/** The server is itself again: steps until nothing waits. */
	async recover(): Promise<void> {
		for (let step = 0; step < 12; step++) await this.step(respond(200, GOOD));
	}
}

const ALL = (count: number, place: string) => Array.from({ length: count }, () => place);

async function expectNothingRemoved(phone: SendingPhone, fetched: Fetched): Promise<void> {
	const count = phone.saved.length;
	for (let step = 1; step <= 2; step++) {
		await phone.step(fetched);
		expect(phone.places(), `after step ${step}`).toEqual(ALL(count, 'new'));
		expect(phone.showsAll()).toBe(true);
	}
	await phone.recover();
	expect(phone.places(), 'after the server has come back').toEqual(ALL(count, 'sent'));
	expect(phone.showsAll()).toBe(true);
}

describe.each([1, 3])('only a receipt takes a change out of the outbox, of %i', (count) => {
	describe.each(STATUSES.filter((status) => !(status === 413 && count === 1)))('status %i', (status) => {
		test.each(status === 200 ? NO_RECEIPT : [...NO_RECEIPT, GOOD])('with $name', async (body) => {
			await expectNothingRemoved(await SendingPhone.with(count), respond(status, body));
		});
	});

	test('silence', async () => {
		const lose: Fetched = () => {
			throw new TypeError('Failed to fetch');
		};

		await expectNothingRemoved(await SendingPhone.with(count), lose);
	});

	test('an answer that breaks off in the middle of its bytes', async () => {
		const cut: Fetched = (sent) => {
			const bytes = new TextEncoder().encode(GOOD.write(sent));
			let isSent = false;
			return new Response(
				new ReadableStream({
					pull(controller) {
						if (isSent) return controller.error(new TypeError('the connection was reset'));
						isSent = true;
						controller.enqueue(bytes.subarray(0, bytes.length - 4));
					}
				})
			);
		};

		await expectNothingRemoved(await SendingPhone.with(count), cut);
	});

	test('a receipt does', async () => {
		const phone = await SendingPhone.with(count);
		await phone.step(respond(200, GOOD));

		expect(phone.places()).toEqual(ALL(count, 'sent'));
	});

	test('a refusal moves it to where its values can be read', async () => {
		const phone = await SendingPhone.with(count);
		const refuse = ({ id }: Change) => ({ id, r: 'refused', code: 'of-a-later-version', message: '' });
		await phone.step(respond(200, { name: '', write: (sent) => JSON.stringify(answer(sent.map(refuse))) }));

		expect(phone.places()).toEqual(ALL(count, 'attention: of-a-later-version'));
	});

	test('a hold leaves it, to be sent again', async () => {
		const phone = await SendingPhone.with(count);
		const hold = ({ id }: Change) => ({ id, r: 'hold', code: 'of-a-later-version' });
		await phone.step(respond(200, { name: '', write: (sent) => JSON.stringify(answer(sent.map(hold))) }));

		expect(phone.places()).toEqual(ALL(count, 'held'));
		expect(phone.showsAll()).toBe(true);
	});
});

describe('a single change that is too large', () => {
	test.each([...NO_RECEIPT, GOOD])(
		'goes to attention with its values, whatever stands beside 413: $name',
		async (body) => {
			const phone = await SendingPhone.with(1);
			await phone.step(respond(413, body));
			expect(phone.places()).toEqual(['attention: too-large']);

			await phone.step(respond(413, body));
			expect(phone.places()).toEqual(['attention: too-large']);
			expect(phone.requests).toHaveLength(1);
		}
	);
});

test('receipts for some: those go, the others stay and are sent again', async () => {
	const phone = await SendingPhone.with(3);
	const onlySecond: Body = { name: '', write: (sent) => JSON.stringify(answer([taken(sent[1]!)])) };

	await phone.step(respond(200, onlySecond));
	expect(phone.places()).toEqual(['new', 'sent', 'new']);
	await phone.recover();
	expect(phone.places()).toEqual(['sent', 'sent', 'sent']);
	expect(phone.requests.map((changes) => changes.map(({ n }) => n))).toEqual([
		[1, 2, 3],
		[1, 3]
	]);
});

describe('what settles nothing is not asked again at once', () => {
	test.each(NO_RECEIPT)('200 with $name', async (body) => {
		const phone = await SendingPhone.with(2);

		expect((await phone.step(respond(200, body))).kind).toBe('later');
	});

	test('409 that names the epoch the device has already', async () => {
		const phone = await SendingPhone.with(2);
		const again = respond(
			409,
			NO_RECEIPT.find(({ name }) => name === 'another epoch')!
		);

		expect((await phone.step(again)).kind).toBe('went-on');
		expect((await phone.step(again)).kind).toBe('later');
	});
});
