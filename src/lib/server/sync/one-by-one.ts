export async function oneByOne<T>(works: readonly (() => Promise<T>)[]): Promise<T[]> {
	const answers: T[] = [];
	for (const work of works) answers.push(await work());
	return answers;
}
