import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Register } from './change.ts';
import { foldRegister, type Ancestor, type Folded } from './fold.ts';

interface Made {
	id: string;
	prev: string | null;
	value: number;
	stamp: string;
	refused?: boolean;
}

const registerOf = ({ id, value, stamp }: Made): Register => ({ value: { value }, stamp, change: id, by: 'someone' });

/** Folds the changes in the order given; all of them are in the log from the start. */
function foldAll(made: readonly Made[]): { standing: Register; last: Folded } {
	const log = new Map<string, Ancestor>(
		made.map(({ id, prev, value, refused }) => [id, { prev, value: { value }, ...(refused && { refused }) }])
	);
	let standing: Register | undefined;
	let last: Folded | undefined;
	for (const change of made.filter(({ refused }) => !refused)) {
		last = foldRegister(standing, { ...registerOf(change), prev: change.prev }, (id) => log.get(id));
		standing = last.standing;
	}
	return { standing: standing!, last: last! };
}

const foldOnto = (standing: Made, incoming: Made, log: readonly Made[]): Folded =>
	foldRegister(registerOf(standing), { ...registerOf(incoming), prev: incoming.prev }, (id) => {
		const made = log.find((one) => one.id === id);
		return made && { prev: made.prev, value: { value: made.value }, ...(made.refused && { refused: true }) };
	});

const first: Made = { id: 'a', prev: null, value: 4, stamp: '1' };

describe('folding a change into a register', () => {
	test('takes the first one', () => {
		expect(foldAll([first]).last).toMatchObject({ outcome: 'taken', standing: { change: 'a' } });
	});

	test('takes an edit of what stands, even with an earlier stamp', () => {
		const edit = { id: 'b', prev: 'a', value: 2, stamp: '0' };

		expect(foldAll([first, edit]).last).toMatchObject({ outcome: 'taken', standing: { change: 'b' } });
	});

	test('of two edits made without knowing of each other the later stays and the other is named', () => {
		const mine = { id: 'b', prev: 'a', value: 2, stamp: '3' };
		const yours = { id: 'c', prev: 'a', value: 5, stamp: '2' };

		expect(foldAll([first, mine, yours]).last).toMatchObject({
			outcome: 'lost',
			standing: { change: 'b' },
			rival: { change: 'c' }
		});
		expect(foldAll([first, yours, mine]).last).toMatchObject({
			outcome: 'won',
			standing: { change: 'b' },
			rival: { change: 'c' }
		});
	});

	test('two who wrote the same have nothing to settle', () => {
		const mine = { id: 'b', prev: null, value: 4, stamp: '2' };

		expect(foldAll([first, mine]).last.rival).toBeUndefined();
	});

	test('an edit of a value that somebody else wrote too counts as made on top of it', () => {
		const same = { id: 'b', prev: null, value: 4, stamp: '5' };
		const edit = { id: 'c', prev: 'a', value: 2, stamp: '3' };

		expect(foldAll([first, same, edit]).last).toMatchObject({ outcome: 'taken', standing: { change: 'c' } });
	});

	test('an edit of an edit of what stands is taken though the one between has not arrived', () => {
		const between = { id: 'b', prev: 'a', value: 5, stamp: '2' };
		const edit = { id: 'c', prev: 'b', value: 2, stamp: '0' };

		expect(foldAll([first, edit, between]).standing.change).toBe('c');
		expect(foldOnto(first, edit, [first, between, edit])).toEqual({ outcome: 'taken', standing: registerOf(edit) });
	});

	test('a late ancestor of what stands changes nothing', () => {
		const edit = { id: 'b', prev: 'a', value: 2, stamp: '2' };

		expect(foldAll([edit, first]).last).toMatchObject({ outcome: 'ancestor', standing: { change: 'b' } });
	});

	test('a refused change stands for what it was made on', () => {
		const refused = { id: 'r', prev: 'a', value: 9, stamp: '2', refused: true };
		const edit = { id: 'b', prev: 'r', value: 2, stamp: '3' };

		expect(foldAll([first, refused, edit]).last).toMatchObject({ outcome: 'taken', standing: { change: 'b' } });
	});

	test('a refused value that somebody else has written says nothing of what its author had seen', () => {
		const refused = { id: 'r', prev: 'a', value: 9, stamp: '2', refused: true };
		const same = { id: 'b', prev: 'a', value: 9, stamp: '3' };
		const edit = { id: 'c', prev: 'r', value: 2, stamp: '4' };

		expect(foldOnto(same, edit, [first, refused, same, edit])).toMatchObject({
			outcome: 'won',
			rival: { change: 'b' }
		});
	});

	test('of two with one stamp the greater change id stays', () => {
		const [b, c] = [
			{ id: 'b', prev: 'a', value: 2, stamp: '3' },
			{ id: 'c', prev: 'a', value: 5, stamp: '3' }
		];

		expect(foldAll([first, b, c]).last).toMatchObject({ outcome: 'won', standing: { change: 'c' } });
		expect(foldAll([first, c, b]).last).toMatchObject({ outcome: 'lost', standing: { change: 'c' } });
	});

	test('ends alike in whatever order the changes arrive', () => {
		expect.hasAssertions();
		fc.assert(
			fc.property(histories(), fc.infiniteStream(fc.nat()), (made, draws) => {
				const shuffled = [...made].sort(() => (draws.next().value % 2 === 0 ? 1 : -1));
				expect(foldAll(shuffled).standing.change).toBe(foldAll(made).standing.change);
			}),
			{ numRuns: 500 }
		);
	});

	test('survives a log that runs in circles', () => {
		const circle: Made[] = [
			{ id: 'a', prev: 'b', value: 1, stamp: '1' },
			{ id: 'b', prev: 'a', value: 2, stamp: '2' },
			{ id: 'c', prev: 'x', value: 3, stamp: '3' }
		];

		expect(foldAll(circle).standing.change).toBe('c');
		expect(foldOnto({ ...first, id: 'x' }, { ...circle[2]!, prev: 'a' }, circle).outcome).toBe('won');
	});

	test('survives refused changes that run in circles', () => {
		const circle: Made[] = [
			{ id: 'a', prev: 'b', value: 1, stamp: '1', refused: true },
			{ id: 'b', prev: 'a', value: 2, stamp: '2', refused: true }
		];
		const edit = { id: 'c', prev: 'a', value: 3, stamp: '3' };

		expect(foldOnto({ ...first, id: 'x' }, edit, circle).outcome).toBe('won');
	});
});

/** Changes with distinct values, each built on an earlier one or on nothing, with a later stamp than what it was built on. */
function histories(): fc.Arbitrary<Made[]> {
	return fc
		.array(fc.record({ on: fc.nat(), late: fc.integer({ min: 1, max: 50 }) }), { minLength: 1, maxLength: 8 })
		.map((steps) => {
			const made: Made[] = [];
			steps.forEach(({ on, late }, index) => {
				const base = on % (made.length + 1) === 0 ? undefined : made[(on % (made.length + 1)) - 1];
				const stamp = String((base ? Number(base.stamp) : 0) + late).padStart(6, '0') + index;
				made.push({ id: `c${index}`, prev: base?.id ?? null, value: index, stamp });
			});
			return made;
		});
}
