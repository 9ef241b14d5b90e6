import { briefingPapers } from './briefing-papers.ts';
import { inTradeOrder, type DemoWrite } from './demo-write.ts';
import { factWrites } from './facts.ts';
import { demoAuthors } from './people.ts';
import { danLy } from './stories/dan-ly.ts';
import { inPreparation } from './stories/in-preparation.ts';
import { minhChau } from './stories/minh-chau.ts';
import { nextBriefing } from './stories/next-briefing.ts';
import { tanNinh } from './stories/tan-ninh.ts';
import { thoThe } from './stories/tho-the.ts';

/** All that the demo puts into the records, in the order in which it would have been written. */
export function demoWrites({ factsOnly }: { factsOnly: boolean }): DemoWrite[] {
	const invented = factsOnly
		? []
		: [...danLy(), ...tanNinh(), ...thoThe(), ...minhChau(), ...inPreparation(), ...nextBriefing()];

	const writes = [...factWrites(), ...invented];
	return inTradeOrder(
		[...writes, ...(factsOnly ? [] : briefingPapers(writes))],
		demoAuthors.map(({ id }) => id)
	);
}
