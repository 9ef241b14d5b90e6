import { beforeEach, describe, expect, test } from 'vitest';
import type { SeenEdit } from '#lib/domain/records/record-edit.ts';
import { MemoryStore } from '../../../../tests/support/memory-store.ts';
import { EditRefused } from './edit-refused.ts';
import { saveEdits } from './save-edits.ts';

const UNIT = '15697';
const NOW_MS = Date.parse('2018-11-05T02:00:00Z');
const CLOCK = { device: 'phone001', n: 4, order: 7, hlc: undefined, offsetMs: 60_000 };

let store: MemoryStore;
let drawn: number;
beforeEach(async () => {
	store = new MemoryStore();
	drawn = 0;
	await store.transact('strict', (tx) => tx.putMeta('clock', CLOCK));
});

const world = { now: () => NOW_MS, random: (bytes: number) => new Uint8Array(bytes).fill((drawn += 1)) };
const save = (edits: SeenEdit[]) => saveEdits({ store, world, personId: 'can-bo' }, edits);

const dossier = (state: string, seen: SeenEdit['seen'] = {}, recordId = 'dossier:6'): SeenEdit => ({
	...{ unitId: UNIT, kind: 'dossier', recordId },
	set: { state: { state } },
	seen
});
const rows = () => [...store.disk.outbox.values()];

describe('what no server would take is not made a change, and the person is told why', () => {
	const faultIn = async (set: SeenEdit['set'], kind = 'dossier') => {
		const failure: unknown = await save([{ ...dossier('complete'), kind, set }]).then(
			() => undefined,
			(cause: unknown) => cause
		);
		expect(failure).toBeInstanceOf(EditRefused);
		expect(rows()).toEqual([]);
		return failure as EditRefused;
	};

	test('a value of another shape, or a register that there is none of', async () => {
		expect(await faultIn({ state: { state: 'lost' } })).toMatchObject({
			fault: 'odd',
			message: 'dossier.state: odd'
		});
		expect((await faultIn({ state: { state: 'lost' } })).cause).toBeDefined();
		expect(await faultIn({ weather: {} })).toMatchObject({ fault: 'odd' });
		expect(await faultIn({ rain: {} }, 'weather')).toMatchObject({ fault: 'odd' });
	});

	test('a text that is too long', async () => {
		const item = { of: 'common', name: 'a'.repeat(10_001) };

		expect(await faultIn({ item }, 'paper')).toMatchObject({ fault: 'too-long' });
	});

	test('more than a change may carry', async () => {
		const most = 64 * 1024 - 2048;
		const ofBytes = (bytes: number) => {
			const others = Object.fromEntries(
				Array.from({ length: 8 }, (_, index) => [`k${index}`, 'a'.repeat(7_600)])
			);
			const left = bytes - JSON.stringify({ state: { state: 'complete', ...others, end: '' } }).length;
			return { state: { state: 'complete', ...others, end: 'a'.repeat(left) } };
		};

		expect(await faultIn(ofBytes(most + 1))).toMatchObject({ fault: 'too-large', message: 'dossier: too-large' });
		await save([{ ...dossier('complete'), set: ofBytes(most) }]);
		expect(rows()).toHaveLength(1);
	});

	test('and of several edits none is saved when one is at fault', async () => {
		await expect(save([dossier('complete'), dossier('lost')])).rejects.toThrow(EditRefused);
		expect(rows()).toEqual([]);
	});

	test('half a character that was typed is left out, not refused', async () => {
		const key = { unitId: UNIT, kind: 'paper', recordId: '018f0000-0000-7000-8000-000000000001' };
		const [change] = await save([{ ...key, set: { item: { of: 'common', name: 'Sổ\u{D800}' } }, seen: {} }]);

		expect((change!.set['item']!.value as { name: string }).name.isWellFormed()).toBe(true);
	});
});
