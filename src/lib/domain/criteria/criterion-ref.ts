import { BARE_SET } from './criteria-set.ts';

const OF_A_SET = /^([a-z0-9-]+):([1-9]\d*)$/;

/** The criterion that `6` or `vn-commune-2021:6` means within a set; undefined when it is one of another set. */
export function criterionInSet(ref: number | string, set: string): number | undefined {
	const text = String(ref);
	const [, ofSet = BARE_SET, no = text] = OF_A_SET.exec(text) ?? [];

	return ofSet === set && /^[1-9]\d*$/.test(no) ? Number(no) : undefined;
}
