import { expect, test } from 'vitest';
import { addToWhole, AS_BUILT, runListHistory, type ListRules } from './lists.ts';

const HISTORIES = 60;

const violationsIn = async (rules?: ListRules) => {
	const found: string[] = [];
	for (let seed = 1; seed <= HISTORIES; seed++) found.push(...(await runListHistory(seed, rules)));
	return found;
};

test('a list that three people change, one with the version before, has what each of them put on it', async () => {
	expect(await violationsIn()).toEqual([]);
});

test('a list that is written whole from what the screen held is noticed', async () => {
	const found = await violationsIn({ ...AS_BUILT, add: addToWhole });
	expect(found.some((line) => line.startsWith('list:'))).toBe(true);
});

test('a whole list that is let take away or bring back entries is noticed', async () => {
	const found = await violationsIn({
		...AS_BUILT,
		read(records) {
			const whole = records.find(({ kind }) => kind === 'profile')?.registers['villages']?.value?.['items'];
			const named = (whole ?? []) as { id: string }[];
			return named.length === 0
				? AS_BUILT.read(records)
				: AS_BUILT.read(records).filter(({ id }) => named.some((one) => one.id === id));
		}
	});
	expect(found.some((line) => line.startsWith('list:'))).toBe(true);
});
