import { percentile, withBenchPage } from './browser-page.ts';
import type { Row } from './row.ts';

export const title = 'Saving on the device';

const SAVES = 1000;

export function run(): Promise<Row[]> {
	return withBenchPage(async (page) => {
		const { ours, bare } = await page.evaluate(
			(count) =>
				(
					window as unknown as { bench: { saves(n: number): Promise<{ ours: number[]; bare: number[] }> } }
				).bench.saves(count),
			SAVES
		);
		return [0.5, 0.95].map((share) => ({
			name: `one check saved (outbox, record, clock; strict), p${share * 100} of ${SAVES}`,
			value: percentile(ours, share),
			unit: 'ms',
			floor: percentile(bare, share),
			floorName: 'one bare strict put of the same size, in turns with ours'
		}));
	});
}
