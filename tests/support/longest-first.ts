import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes minutes or many seconds: begun last, it would leave one processor idle until it ends. */
const LONG = [/\/simulation\/simulation-/, /\/accounts\.test/, /\/simulation\//, /\/proofs\//, /\/scenarios\//];

export class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const rankOf = ({ moduleId }: TestSpecification) => {
			const rank = LONG.findIndex((pattern) => pattern.test(moduleId));
			return rank === -1 ? LONG.length : rank;
		};
		return (await super.sort(files)).toSorted((a, b) => rankOf(a) - rankOf(b));
	}
}
