import {
	copyFileSync,
	globSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, normalize, resolve } from 'node:path';
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const { options, forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as IConfiguration;

/** Modules that do what their place allows: file, and what it imports. */
const IN_PLACE: [file: string, ...imports: string[]][] = [
	['src/lib/domain/visit.ts', 'zod/mini'],
	['src/lib/domain/round.ts', './about.ts'],
	['src/lib/domain/visit.test.ts', './visit.ts', 'vitest', 'fast-check'],
	['src/lib/local/outbox.ts', '#lib/domain/visit.ts', 'dexie'],
	['src/lib/local/outbox.test.ts', './outbox.ts', '../../../tests/support/phone.ts'],
	['src/lib/local/live.svelte.ts', 'svelte/reactivity', 'workbox-window'],
	['src/lib/server/accept.ts', '#lib/domain/visit.ts', 'node:sqlite', 'node:fs/promises', 'kysely', 'pg', 'pino'],
	['src/lib/server/accounts.ts', 'better-auth', 'better-auth/plugins', 'zod'],
	['src/lib/i18n/words.ts'],
	['src/lib/documents/word.ts', '#lib/domain/visit.ts', 'docx', 'write-excel-file/universal'],
	['src/lib/ui/kit/Button.svelte', 'svelte', 'svelte/elements', '@lucide/svelte/icons/trash-2'],
	['src/lib/ui/Visit.svelte', './kit/Button.svelte', '#lib/i18n/words.ts', '#lib/domain/visit.ts'],
	['src/routes/field/+page.svelte', '#lib/ui/Visit.svelte', '#lib/local/outbox.ts', '$app/state'],
	['src/routes/field/+page.ts', './$types'],
	['src/routes/api/push/+server.ts', '#lib/server/accept.ts', '#lib/domain/visit.ts', '@sveltejs/kit', './$types'],
	['src/routes/province/+page.server.ts', '#lib/server/accept.ts', './$types'],
	['src/hooks.server.ts', '#lib/server/accept.ts', '$app/environment'],
	['src/cli/seed.ts', '#lib/server/accept.ts', '#lib/domain/visit.ts', 'node:path'],
	['src/service-worker/index.ts', '$service-worker', 'workbox-precaching'],
	['tests/support/phone.ts', '#lib/local/outbox.ts', '#lib/server/accept.ts', 'fake-indexeddb']
];

/** Modules one step out of place: the rule each breaks, its file (`*` becomes a number) and what it imports. */
const OUT_OF_PLACE: [rule: string, file: string, imports: string][] = [
	['domain-is-pure', 'src/lib/domain/*.ts', '#lib/local/outbox.ts'],
	['domain-is-pure', 'src/lib/domain/*.ts', '#lib/server/accept.ts'],
	['domain-is-pure', 'src/lib/domain/*.ts', '#lib/i18n/words.ts'],
	['domain-is-pure', 'src/lib/domain/*.ts', 'node:fs'],
	['domain-is-pure', 'src/lib/domain/*.ts', 'svelte'],
	['domain-is-pure-in-tests', 'src/lib/domain/*.test.ts', '#lib/server/accept.ts'],
	['local-is-the-device', 'src/lib/local/*.ts', '#lib/server/accept.ts'],
	['local-is-the-device', 'src/lib/local/*.ts', '#lib/i18n/words.ts'],
	['local-is-the-device', 'src/lib/local/*.svelte.ts', '#lib/ui/Visit.svelte'],
	['local-is-the-device', 'src/lib/local/*.ts', 'node:fs'],
	['local-is-the-device', 'src/lib/local/*.ts', 'kysely'],
	['local-is-the-device-in-tests', 'src/lib/local/*.test.ts', '#lib/server/accept.ts'],
	['server-is-the-server', 'src/lib/server/*.ts', '#lib/local/outbox.ts'],
	['server-is-the-server', 'src/lib/server/*.ts', '#lib/ui/kit/Button.svelte'],
	['server-is-the-server', 'src/lib/server/*.ts', '#lib/i18n/words.ts'],
	['server-is-the-server', 'src/lib/server/*.ts', 'dexie'],
	['server-is-the-server', 'src/lib/server/*.ts', '@sveltejs/kit'],
	['server-is-the-server-in-tests', 'src/lib/server/*.test.ts', '#lib/local/outbox.ts'],
	['documents-are-files', 'src/lib/documents/*.ts', '#lib/local/outbox.ts'],
	['documents-are-files', 'src/lib/documents/*.ts', '#lib/i18n/words.ts'],
	['documents-are-files', 'src/lib/documents/*.ts', 'svelte'],
	['documents-are-files-in-tests', 'src/lib/documents/*.test.ts', '#lib/server/accept.ts'],
	['ui-shows-the-domain', 'src/lib/ui/*.svelte', '#lib/local/outbox.ts'],
	['ui-shows-the-domain', 'src/lib/ui/*.svelte', '#lib/server/accept.ts'],
	['ui-shows-the-domain', 'src/lib/ui/*.ts', 'dexie'],
	['ui-shows-the-domain-in-tests', 'src/lib/ui/*.test.ts', '#lib/local/outbox.ts'],
	['kit-has-no-domain-words', 'src/lib/ui/kit/*.svelte', '#lib/domain/visit.ts'],
	['kit-has-no-domain-words', 'src/lib/ui/kit/*.svelte', '../Visit.svelte'],
	['kit-has-no-domain-words', 'src/lib/ui/kit/*.ts', '#lib/domain/visit.ts'],
	['kit-has-no-domain-words-in-tests', 'src/lib/ui/kit/*.test.ts', '#lib/domain/visit.ts'],
	['words-stand-alone', 'src/lib/i18n/*.ts', '#lib/domain/visit.ts'],
	['words-stand-alone-in-tests', 'src/lib/i18n/*.test.ts', '#lib/domain/visit.ts'],
	['api-joins-server-and-domain', 'src/routes/api/*/+server.ts', '#lib/local/outbox.ts'],
	['api-joins-server-and-domain', 'src/routes/api/*/+server.ts', '#lib/ui/Visit.svelte'],
	['api-joins-server-and-domain', 'src/routes/api/*/+server.ts', 'kysely'],
	['api-joins-server-and-domain-in-tests', 'src/routes/api/*.test.ts', '#lib/local/outbox.ts'],
	['hooks-know-the-server-only', 'src/hooks.server.ts', '#lib/local/outbox.ts'],
	['hooks-know-the-server-only-in-tests', 'src/hooks.server.test.ts', '#lib/local/outbox.ts'],
	['cli-works-on-the-server', 'src/cli/*.ts', '#lib/local/outbox.ts'],
	['cli-works-on-the-server', 'src/cli/*.ts', 'pg'],
	['cli-works-on-the-server-in-tests', 'src/cli/*.test.ts', '#lib/local/outbox.ts'],
	['worker-keeps-code-only', 'src/service-worker/*.ts', '#lib/domain/visit.ts'],
	['worker-keeps-code-only', 'src/service-worker/*.ts', 'dexie'],
	['worker-keeps-code-only-in-tests', 'src/service-worker/*.test.ts', '#lib/domain/visit.ts'],
	['field-and-district-work-offline', 'src/routes/field/*/+page.server.ts', '#lib/server/accept.ts'],
	['field-and-district-work-offline', 'src/routes/district/+layout.server.ts', '#lib/server/accept.ts'],
	['server-code-stays-on-the-server', 'src/routes/*/+page.svelte', '#lib/server/accept.ts'],
	['server-code-stays-on-the-server', 'src/routes/*/+page.ts', '#lib/server/accept.ts'],
	['only-routes-know-the-framework', 'src/lib/ui/*.svelte', '$app/state'],
	['only-routes-know-the-framework', 'src/lib/local/*.ts', '$app/environment'],
	['routes-are-the-end', 'src/lib/ui/*.ts', '../../routes/field/+page.ts'],
	['nobody-imports-a-test', 'src/lib/domain/*.ts', './visit.test.ts'],
	['nobody-imports-a-test', 'tests/*.ts', '../src/lib/domain/visit.test.ts'],
	['product-without-tests', 'src/routes/field/*.ts', '../../../tests/support/phone.ts'],
	['product-without-development-packages', 'src/routes/field/*.ts', 'fast-check'],
	['packages-are-declared', 'src/routes/field/*.ts', 'acorn'],
	['everything-imported-exists', 'src/routes/field/*.ts', '$lib/domain/visit.ts'],
	['no-circles', 'src/lib/domain/about.ts', './round.ts']
];

const numbered = OUT_OF_PLACE.map(([rule, file, imports], n) => ({ rule, file: file.replace('*', `m${n}`), imports }));

async function findViolations(baseDir: string): Promise<{ rule: string; from: string; to: string }[]> {
	const { output } = await cruise(['src', 'tests'], { ...options, baseDir, ruleSet: { forbidden }, validate: true });

	return (output as ICruiseResult).summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
}

function write(tree: string, file: string, imports: string[]): void {
	const lines = imports.map((name) => `import '${name}';`);
	mkdirSync(dirname(join(tree, file)), { recursive: true });
	writeFileSync(
		join(tree, file),
		file.endsWith('.svelte')
			? `<script lang="ts">\n${lines.join('\n')}\n</script>\n`
			: `${lines.join('\n')}\nexport {};\n`,
		{ flag: 'a' }
	);
}

describe('a module out of its place is found', () => {
	let tree: string;
	let violations: { rule: string; from: string }[];

	beforeAll(async () => {
		tree = mkdtempSync(join(tmpdir(), 'layers-'));
		copyFileSync(join(root, 'package.json'), join(tree, 'package.json'));
		symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
		for (const [file, ...imports] of IN_PLACE) write(tree, file, imports);
		for (const { file, imports } of numbered) write(tree, file, [imports]);
		violations = await findViolations(tree);
	});

	afterAll(() => {
		rmSync(tree, { recursive: true });
	});

	test.each(numbered)('$rule: $file may not import $imports', ({ rule, file }) => {
		expect(violations.filter(({ from }) => from === file).map((violation) => violation.rule)).toContain(rule);
	});

	test('and nothing else is', () => {
		const placed = new Set(numbered.map(({ file }) => file));
		expect(violations.filter(({ from }) => !placed.has(from))).toEqual([]);
	});

	test('and every rule has its proof', () => {
		const proved = new Set(OUT_OF_PLACE.map(([rule]) => rule));
		expect(forbidden?.map(({ name }) => name ?? 'nameless').filter((name) => !proved.has(name))).toEqual([]);
	});
});

/** What takes one tap and no form, with what it saves. A form that saved by itself would forget what its author saw, and save
 *  twice what is tapped twice. */
const SAVED_BY_ONE_TAP = [
	'src/routes/OutboxPhotoTroubles.svelte', // a photo that is not waited for any longer
	'src/routes/RestoreButton.svelte', // what was taken out is brought back
	'src/routes/SettleConflict.svelte', // the choice between two values
	'src/routes/district/DeskPanel.svelte', // an answer taken back
	'src/routes/district/communes/[id]/CommuneObstacles.svelte', // the same
	'src/routes/district/communes/[id]/CommuneTasks.svelte', // a tick
	'src/routes/district/communes/[id]/CriterionPhotos.svelte', // a photo off the page for everybody
	'src/routes/district/review/decisions.svelte.ts', // a verdict without words
	'src/routes/field/DueList.svelte', // a tick
	'src/routes/field/FormPhotos.svelte', // a caption
	'src/routes/field/criteria/[n]/CriterionPapers.svelte', // a tick
	'src/routes/field/dossiers/[id]/DossierPapers.svelte', // a tick, a usual paper
	'src/routes/field/survey/VillageList.svelte', // a village brought back
	'src/routes/field/visits/visit-saving.svelte.ts' // verdicts, posts, criteria and place of a visit
];

/** Which folders of `src/lib` import which, types too. A folder and one inside it are one place. */
function folderImports(): Set<string> {
	const files = globSync('src/lib/**/*.{ts,svelte}', { cwd: root }).filter((file) => !file.endsWith('.test.ts'));
	const imports = files.flatMap((file) => {
		const from = dirname(file);
		const named = readFileSync(join(root, file), 'utf8').matchAll(/(?:from |import\()'((?:\.{1,2}|#lib)\/[^']+)'/g);
		return [...named].map(([, path]) => [
			from,
			dirname(normalize(path!.startsWith('#lib') ? path!.replace('#lib', 'src/lib') : join(from, path!)))
		]);
	});
	const isApart = (one: string, other: string) =>
		!`${one}/`.startsWith(`${other}/`) && !`${other}/`.startsWith(`${one}/`);

	return new Set(imports.filter(([from, to]) => isApart(from!, to!)).map((pair) => pair.join(' imports ')));
}

describe('the program', () => {
	test('has no two folders that import each other', () => {
		const imports = folderImports();

		expect(imports.size).toBeGreaterThan(100);
		expect([...imports].filter((one) => imports.has(one.split(' imports ').reverse().join(' imports ')))).toEqual(
			[]
		);
	});

	test('saves what is typed through the one form machine', () => {
		const files = globSync('src/{routes,lib/ui}/**/*.{svelte,ts}', { cwd: root });
		const saving = files.filter((file) => /[dD]evice\.save\(/.test(readFileSync(join(root, file), 'utf8')));

		expect(saving.sort()).toEqual(SAVED_BY_ONE_TAP);
	});

	test('has every module in its place', async () => {
		expect(await findViolations(root)).toEqual([]);
	});

	test('asks no server before it opens a page that must open offline', () => {
		const shell = ['+layout.server.ts', 'field/**/*.server.ts', 'district/**/*.server.ts'];
		expect(shell.flatMap((pattern) => globSync(`src/routes/${pattern}`, { cwd: root }))).toEqual([]);
	});
});
