/** Which part of the program may know which; `tests/architecture.test.ts` proves that every rule bites. */

const TEST = '\\.(test|spec)\\.ts$';
const KIT_VIRTUAL = '^\\$(app|env)/';
/** Types without a module behind them. */
const SVELTE_TYPES = '^svelte/elements$';
const OWN_TYPES = '/\\$types(\\.js)?$';

const packages = (...names) => `(^|/)node_modules/(${names.join('|')})/`;

/** A layer that imports nothing beyond what is listed (and Node's own modules, where it runs on Node). Its tests may
 *  use any package, but no other layer either. */
function layer(name, comment, { from, modules, others = [], onNode = false }) {
	return [
		{
			name,
			comment,
			severity: 'error',
			from: { path: from, pathNot: TEST },
			to: { pathNot: [...modules, ...others], ...(onNode ? { dependencyTypesNot: ['core'] } : {}) }
		},
		{
			name: `${name}-in-tests`,
			comment,
			severity: 'error',
			from: { path: `${from}.*${TEST}` },
			to: { path: '^src/', pathNot: modules }
		}
	];
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		...layer(
			'domain-is-pure',
			'The rules of the trade know neither clock, disk nor framework: domain and zod only.',
			{
				from: '^src/lib/domain/',
				modules: ['^src/lib/domain/'],
				others: [packages('zod')]
			}
		),
		...layer(
			'local-is-the-device',
			'The device knows the domain, its database and its browser, never the server or a screen.',
			{
				from: '^src/lib/local/',
				modules: ['^src/lib/(domain|local)/'],
				others: [packages('dexie', 'zod', 'workbox-window', 'svelte')]
			}
		),
		...layer(
			'server-is-the-server',
			'The server knows the domain and its own packages, never device, screen or framework.',
			{
				from: '^src/lib/server/',
				modules: ['^src/lib/(domain|server)/'],
				onNode: true,
				others: [
					packages(
						'kysely',
						'pg',
						'better-auth',
						'@better-auth/[^/]+',
						'pino',
						'zod',
						'@tus/[^/]+',
						'@aws-sdk/client-s3'
					)
				]
			}
		),
		...layer(
			'documents-are-files',
			'Word and Excel files are made from what the domain composed; nothing else knows their packages.',
			{
				from: '^src/lib/documents/',
				modules: ['^src/lib/(domain|documents)/'],
				others: [packages('docx', 'write-excel-file')]
			}
		),
		...layer(
			'ui-shows-the-domain',
			'Components get data as props: they know domain and words, no database and no address.',
			{
				from: '^src/lib/ui/(?!kit/)',
				modules: ['^src/lib/(domain|i18n|ui)/'],
				others: [SVELTE_TYPES, packages('svelte', '@lucide/svelte')]
			}
		),
		...layer(
			'kit-has-no-domain-words',
			'Kit components would do in any product; their own words (close, undo) and the bounds of a day and a text are all they say.',
			{
				from: '^src/lib/ui/kit/',
				modules: ['^src/lib/(ui/kit|i18n)/', '^src/lib/domain/(dates|records/text-limit)\\.ts$'],
				others: [SVELTE_TYPES, packages('svelte', '@lucide/svelte')]
			}
		),
		...layer('words-stand-alone', 'Words are the last thing everybody may import, so they import nobody.', {
			from: '^src/lib/i18n/(?!generated/)',
			modules: ['^src/lib/i18n/']
		}),
		...layer('api-joins-server-and-domain', 'An endpoint parses, calls one function of the server and answers.', {
			from: '^src/routes/api/',
			modules: ['^src/lib/(domain|server)/', '^src/routes/api/'],
			onNode: true,
			others: [KIT_VIRTUAL, OWN_TYPES, packages('@sveltejs/kit')]
		}),
		...layer(
			'hooks-know-the-server-only',
			'The server hook turns a cookie into an officer and an error into an answer.',
			{
				from: '^src/hooks\\.server',
				modules: ['^src/lib/(domain|server)/'],
				onNode: true,
				others: [KIT_VIRTUAL, packages('@sveltejs/kit')]
			}
		),
		...layer(
			'cli-works-on-the-server',
			'Commands do to the server what an administrator does, without a browser.',
			{
				from: '^src/cli/',
				modules: ['^src/lib/(domain|server)/', '^src/cli/', '^src/service-worker/program-pack\\.ts$'],
				onNode: true,
				others: [packages('zod')]
			}
		),
		...layer(
			'worker-keeps-code-only',
			'The service worker keeps code, never data: it reaches neither domain nor database, and sends by one door.',
			{
				from: '^src/service-worker/',
				modules: [
					'^src/service-worker/',
					'^src/lib/local/app/preparing-message\\.ts$',
					'^src/lib/local/sync/(background-sync|send-in-background)\\.ts$'
				],
				others: ['^\\$service-worker$', packages('workbox-[^/]+')]
			}
		),
		{
			name: 'field-and-district-work-offline',
			comment: 'A page that must open without network has nothing to ask a server while loading.',
			severity: 'error',
			from: { path: '^src/routes/(field|district)/' },
			to: { path: '^src/lib/server/' }
		},
		{
			name: 'server-code-stays-on-the-server',
			comment: 'What the browser loads cannot import the server.',
			severity: 'error',
			from: { path: '^src/routes/', pathNot: ['^src/routes/api/', '\\.server\\.ts$', '/\\+server\\.ts$'] },
			to: { path: '^src/lib/server/' }
		},
		{
			name: 'only-routes-know-the-framework',
			comment:
				'$app works nowhere but in a running kit: not in tests, not in commands, not in the gallery of another app.',
			severity: 'error',
			from: {
				path: '^(src|tests)/',
				pathNot: ['^src/routes/', '^src/service-worker/', '^src/hooks\\.(server|client)\\.ts$']
			},
			to: { path: KIT_VIRTUAL }
		},
		{
			name: 'routes-are-the-end',
			comment: 'Routes join the parts; no part may need a route.',
			severity: 'error',
			from: { path: '^src/', pathNot: '^src/routes/' },
			to: { path: '^src/routes/' }
		},
		{
			name: 'nobody-imports-a-test',
			comment: 'A test is run, not used; what two tests share lies in tests/support.',
			severity: 'error',
			from: {},
			to: { path: TEST }
		},
		{
			name: 'product-without-tests',
			comment: 'What tests need stays out of what people run.',
			severity: 'error',
			from: { path: '^src/', pathNot: TEST },
			to: { path: '^tests/' }
		},
		{
			name: 'product-without-development-packages',
			comment: 'Absent where the product is installed with --omit=dev.',
			severity: 'error',
			from: { path: '^src/', pathNot: TEST },
			to: { dependencyTypes: ['npm-dev'], pathNot: packages('@types/[^/]+') }
		},
		{
			name: 'packages-are-declared',
			comment: 'A package that only comes along with another one can leave with it.',
			severity: 'error',
			from: {},
			to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }
		},
		{
			name: 'everything-imported-exists',
			comment:
				'Also keeps the other spellings of #lib out. What the bench compares with has packages of its own, that only it installs.',
			severity: 'error',
			from: { pathNot: '^tests/bench/peers/' },
			to: { couldNotResolve: true, pathNot: [KIT_VIRTUAL, OWN_TYPES, SVELTE_TYPES, '^\\$service-worker$'] }
		},
		{
			name: 'no-circles',
			comment: 'Two modules that need each other are one module, or three.',
			severity: 'error',
			from: {},
			to: { circular: true }
		}
	],
	options: {
		doNotFollow: { path: ['(^|/)node_modules/', '^src/lib/i18n/generated/'] },
		exclude: { path: '^src/lib/i18n/generated/.+/' },
		// A type from a forbidden layer is knowledge of that layer too.
		tsPreCompilationDeps: true,
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['svelte', 'import', 'node', 'default'],
			extensions: ['.ts', '.js', '.svelte', '.json', '.css', '.d.ts']
		}
	}
};
