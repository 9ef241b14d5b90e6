import { expect, test } from 'vitest';
import { askForBackgroundSync, personOfTag } from './background-sync.ts';

const containerOf = (register: ((tag: string) => Promise<void>) | undefined) => ({
	getRegistration: async () => (register && { sync: { register } }) as never
});

test('the worker is asked to send for a person, whose name it reads from the tag', async () => {
	const tags: string[] = [];
	await askForBackgroundSync(
		containerOf(async (tag) => void tags.push(tag)),
		'can-bo'
	);

	expect(tags.map(personOfTag)).toEqual(['can-bo']);
	expect(personOfTag('somebody else’s')).toBeUndefined();
});

test('where there is no worker, or a browser that cannot, nothing is asked', async () => {
	await askForBackgroundSync(undefined, 'can-bo');
	await askForBackgroundSync(containerOf(undefined), 'can-bo');
	await expect(
		askForBackgroundSync({ getRegistration: async () => ({}) as never }, 'can-bo')
	).resolves.toBeUndefined();
});

test.each(['NotAllowedError', 'InvalidStateError', 'UnknownError'])(
	'a browser that does not allow it is let be: %s',
	async (name) => {
		const refuse = () => Promise.reject(new DOMException('no', name));

		await expect(askForBackgroundSync(containerOf(refuse), 'can-bo')).resolves.toBeUndefined();
	}
);

test('a mistake of ours is not passed over', async () => {
	const mistake = new TypeError('ours');

	await expect(
		askForBackgroundSync(
			containerOf(() => Promise.reject(mistake)),
			'can-bo'
		)
	).rejects.toBe(mistake);
});
