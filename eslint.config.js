import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const SOURCES = ['{src,tests}/**/*.{ts,svelte}'];

/** dependency-cruiser reads components compiled, when their type imports are gone; the rest of its rules are there. */
const outOfReach = (...layers) => ({
	'no-restricted-imports': [
		'error',
		{
			patterns: layers.map((layer) => ({
				regex: `^[#.].*/${layer}/`,
				message: `This place does not know ${layer}.`
			}))
		}
	]
});

export default defineConfig(
	globalIgnores([
		'build',
		'.svelte-kit',
		'.vitest',
		'.stryker-tmp',
		'data',
		'.demo',
		'test-results',
		'src/lib/i18n/generated'
	]),
	{ linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
	js.configs.recommended,
	ts.configs.recommended,
	{ files: ['{src,tests}/**'], extends: [svelte.configs.recommended] },
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
			'no-console': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			// A name with an underscore says that it is passed over on purpose.
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' }
			]
		}
	},
	{
		files: SOURCES,
		languageOptions: { parserOptions: { projectService: true } },
		rules: {
			// TypeScript knows the names, and knows $state and its like too.
			'no-undef': 'off',
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
		rules: {
			// The program has no stores, and looking for them takes longer than all other rules together.
			'svelte/require-store-reactive-access': 'off',
			'svelte/button-has-type': 'error',
			'svelte/no-at-html-tags': 'error',
			'svelte/no-target-blank': 'error',
			'svelte/no-unused-props': 'error',
			'svelte/require-each-key': 'error',
			// Components get their addresses as props and the program lives at the root of its origin.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		// A component makes TypeScript look at its program anew, so theirs is one without server and tests. And it does so only
		// once where TypeScript reads components as their parser does: SVELTE_ESLINT_PARSER_EXPERIMENTAL_TS_SYS_HOOK.
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: {
				projectService: false,
				project: './tsconfig.components.json',
				extraFileExtensions: ['.svelte']
			}
		}
	},
	{ files: ['src/lib/ui/**/*.svelte'], rules: outOfReach('local', 'server') },
	{ files: ['src/routes/**/*.svelte'], rules: outOfReach('server') },
	{ files: ['src/cli/**', 'tests/**'], rules: { 'no-console': 'off' } },
	{ files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } }
);
