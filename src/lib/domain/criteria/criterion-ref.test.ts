import { expect, test } from 'vitest';
import { criterionInSet } from './criterion-ref.ts';

test.each([
	[6, 'vn-commune-2016', 6],
	['6', 'vn-commune-2016', 6],
	['vn-commune-2016:6', 'vn-commune-2016', 6],
	['vn-commune-2021:6', 'vn-commune-2021', 6],
	['vn-commune-2021:6', 'vn-commune-2016', undefined],
	['6', 'vn-commune-2021', undefined],
	['common', 'vn-commune-2016', undefined],
	['06', 'vn-commune-2016', undefined]
])('%s within %s is criterion %s', (ref, set, criterion) => {
	expect(criterionInSet(ref, set)).toBe(criterion);
});
