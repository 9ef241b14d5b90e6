/** As much of Vitest as the fast tests use: what `describe`, `test` and the hooks tell is kept here, so that the same tests can be
 *  run again and again in one process. `expect` and `vi` are Vitest's own. */

type Hook = () => unknown;
type Body = (...values: never[]) => unknown;

interface Suite {
	name: string;
	parent: Suite | undefined;
	before: Hook[];
	beforeEach: Hook[];
	afterEach: Hook[];
	after: Hook[];
}

export interface ToldTest {
	id: string;
	/** From the file down to the innermost. */
	suites: Suite[];
	run: Hook;
}

export const told: ToldTest[] = [];
let current: Suite;

function suiteIn(name: string, parent: Suite | undefined): Suite {
	return { name, parent, before: [], beforeEach: [], afterEach: [], after: [] };
}

/** What a file tells from now on is its own. */
export function beginFile(name: string): void {
	current = suiteIn(name, undefined);
}

function withSuites(suite: Suite): Suite[] {
	return suite.parent ? [...withSuites(suite.parent), suite] : [suite];
}

function tellTest(name: string, run: Hook): void {
	const suites = withSuites(current);
	const path = [...suites.map((suite) => suite.name), name].join(' > ');
	// Two may be called alike.
	told.push({ id: `${told.length} ${path}`, suites, run });
}

function tellSuite(name: string, body: Hook): void {
	const outer = current;
	current = suiteIn(name, outer);
	try {
		body();
	} finally {
		current = outer;
	}
}

const each = (tell: (name: string, run: Hook) => void) => (cases: readonly unknown[]) => (name: string, body: Body) => {
	for (const one of cases) tell(name, () => body(...((Array.isArray(one) ? one : [one]) as never[])));
};

export const test = Object.assign(tellTest, { each: each(tellTest) });
export const describe = Object.assign(tellSuite, { each: each(tellSuite) });
export const beforeAll = (hook: Hook): void => void current.before.push(hook);
export const beforeEach = (hook: Hook): void => void current.beforeEach.push(hook);
export const afterEach = (hook: Hook): void => void current.afterEach.unshift(hook);
export const afterAll = (hook: Hook): void => void current.after.unshift(hook);
/** What `tests/support/start-postgres.ts` would have told. */
export const inject = (): undefined => undefined;

// Vitest asks its worker, which there is none of.
Object.assign(globalThis, { __vitest_worker__: { config: {}, providedContext: {} } });
export const { expect, vi } = await import('vitest');
