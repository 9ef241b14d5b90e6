import type { JudgedValue } from './judged-values.ts';

export type JudgedCheck = JudgedValue & { kind: 'check' };

/** The commune's checks of the same thing before this one, the earliest first: by their day, then by when they were written. */
export function earlierChecks(value: JudgedCheck, values: readonly JudgedValue[]): JudgedCheck[] {
	const { indicator, village } = value.check;

	return values
		.filter((other): other is JudgedCheck => other.kind === 'check' && isBefore(other, value))
		.filter(({ check }) => check.indicator === indicator && check.village === village)
		.sort((a, b) => (isBefore(a, b) ? -1 : 1));
}

function isBefore(a: JudgedValue, b: JudgedValue): boolean {
	if (a.key === b.key) return false;
	if (a.on !== b.on) return a.on < b.on;

	return a.stamp === b.stamp ? a.key < b.key : a.stamp < b.stamp;
}
