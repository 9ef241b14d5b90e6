import type { Indicator } from '../../criteria/criteria-set.ts';
import { judge } from '../../criteria/judge.ts';
import type { Ground } from '../../criteria/threshold.ts';
import type { Measurement } from './schema.ts';

/** How an indicator stands by one check: judged anew where a level is known for its year, else as the person saw it. */
export function standingOf(measurement: Measurement, indicator: Indicator, ground: Ground): Measurement['met'] {
	if (measurement.met === 'not_applicable') return 'not_applicable';
	const judgement = judge(indicator, measurement, ground);
	if (judgement.kind !== 'judged') return measurement.met;

	return judgement.met ? 'met' : 'not_met';
}
