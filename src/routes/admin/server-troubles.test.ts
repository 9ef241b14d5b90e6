import { describe, expect, test } from 'vitest';
import { readTroubles } from './server-troubles.ts';

describe('what the administrator has to do something about', () => {
	test.each([
		[{ database: 'ok', photos: 'ok' }, []],
		[{ database: 'busy', photos: 'ok' }, []],
		[{ database: 'full', photos: 'full' }, ['database-full', 'photos-full']],
		[{ database: 'away', photos: 'away' }, ['database-away', 'photos-away']],
		[{ database: 'ok', photos: 'in-doubt' }, ['photos-in-doubt']],
		[{ ok: true, version: 'of an earlier server' }, []],
		['a page of the proxy', []]
	])('%o gives %o', (answer, troubles) => {
		expect(readTroubles(answer)).toEqual(troubles);
	});
});
