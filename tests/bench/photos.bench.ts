import { CHUNK_BYTES } from '#lib/domain/photos/photo-limits.ts';
import { cutTheLink } from '../proofs/photo-rounds.ts';
import { percentile, withBenchPage } from './browser-page.ts';
import type { PhotoMeasured } from './page/photo.ts';
import type { Row } from './row.ts';

export const title = 'Photos';

/** What a cheap phone's camera gives: 12 million pixels. */
const CAMERA = { width: 4000, height: 3000 };
const TAKEN = 9;
const SLOWDOWNS = [1, 4];
const CUTS = 50;
const CUT_PHOTO_BYTES = 14_000_001;

export async function run(): Promise<Row[]> {
	const taken = await withBenchPage(async (page) => {
		const session = await page.context().newCDPSession(page);
		const runs = new Map<number, PhotoMeasured[]>();
		for (const rate of SLOWDOWNS) {
			await session.send('Emulation.setCPUThrottlingRate', { rate });
			const measured: PhotoMeasured[] = [];
			for (let index = 0; index < TAKEN; index++) {
				measured.push(
					await page.evaluate(
						({ width, height }) =>
							(
								window as unknown as {
									bench: { takePhoto(w: number, h: number): Promise<PhotoMeasured> };
								}
							).bench.takePhoto(width, height),
						CAMERA
					)
				);
			}
			runs.set(rate, measured);
		}
		return runs;
	});
	const [{ cameraBytes, photoBytes, thumbBytes }] = taken.get(1)! as [PhotoMeasured];
	const whole = await cutTheLink(0, photoBytes);
	const cut = await cutTheLink(CUTS, CUT_PHOTO_BYTES);
	const lineBytes = (counts: { [what: string]: number }) => counts['bytes more on the line']!;

	return [
		...[...taken].flatMap(([rate, measured]) => timesOf(rate, measured)),
		{
			name: `a photo of ${CAMERA.width} × ${CAMERA.height} as it is kept, thumbnail ${thumbBytes} bytes`,
			...{ value: photoBytes, unit: 'bytes', floor: cameraBytes, floorName: 'the file of the camera' }
		},
		{
			name: 'the same on the line, with requests, headers and a thumbnail of 2,000 bytes',
			...{ value: photoBytes + lineBytes(whole.counts), unit: 'bytes', floor: photoBytes, floorName: 'its bytes' }
		},
		{
			name: `sent in vain for each of ${CUTS} cuts at random bytes of a photo of 14 MB, as the line counts`,
			...{ value: lineBytes(cut.counts) / CUTS, unit: 'bytes', target: { atMost: CHUNK_BYTES } }
		},
		{
			name: 'the same, as the phone counts: a part that was cut off counts whole',
			...{
				value: cut.counts['bytes the phone sent again']! / CUTS,
				unit: 'bytes',
				target: { atMost: CHUNK_BYTES }
			}
		}
	];
}

function timesOf(rate: number, measured: readonly PhotoMeasured[]): Row[] {
	const median = (of: 'saved' | 'made' | 'bare') =>
		percentile(
			measured.map((run) => run[of]),
			0.5
		);
	const slow = rate === 1 ? '' : `, CPU ${rate} × slower`;
	const floor = { floor: median('bare'), floorName: 'decode, draw and encode, by the browser alone' };

	return [
		{
			name: `from shutter to saved and read back${slow}, median of ${TAKEN}`,
			value: median('saved'),
			unit: 'ms',
			...floor
		},
		{ name: `of it, making the photo${slow}`, value: median('made'), unit: 'ms', ...floor }
	];
}
