import type { DistrictProgress } from '#lib/domain/progress/progress.ts';

/** The criteria at which most communes have an obstacle: one, or several that are level. */
export function mostBlocked(obstacles: DistrictProgress['obstacles']): number[] {
	const most = Math.max(0, ...obstacles.map(({ communes }) => communes));

	return most === 0 ? [] : obstacles.filter(({ communes }) => communes === most).map(({ criterion }) => criterion);
}
