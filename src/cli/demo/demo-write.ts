import type { RegisterValue } from '#lib/domain/changes/change.ts';
import type { TradeDate } from '#lib/domain/dates.ts';
import type { KindName, RegisterName, Value } from '#lib/domain/records/kinds.ts';
import { demoId } from './demo-id.ts';

/** One edit that the demo makes, before it becomes a change of a device. */
export interface DemoWrite {
	changeId: string;
	personId: string;
	unitId: string;
	kind: KindName;
	recordId: string;
	/** The day on which it would have been written. */
	on: TradeDate;
	set: { [register: string]: RegisterValue };
}

/** Who wrote it, where and when. */
export interface Entry {
	personId: string;
	unitId: string;
	on: TradeDate;
}

export function writeRecord<K extends KindName>(
	{ personId, unitId, on }: Entry,
	kind: K,
	recordId: string,
	set: { [R in RegisterName<K>]?: Value<K, R> }
): DemoWrite {
	const registers = Object.keys(set).sort().join('+');
	const changeId = demoId(on, `change ${on} ${unitId}/${kind}/${recordId}/${registers}`);

	return { changeId, personId, unitId, kind, recordId, on, set: set as DemoWrite['set'] };
}

/** In the order in which they would have been written. What belongs to one day goes by author, the first named first, and
 *  else keeps its order: fewer pushes, each being of one person. */
export function inTradeOrder(writes: readonly DemoWrite[], authors: readonly string[]): DemoWrite[] {
	const byAuthor = (a: DemoWrite, b: DemoWrite) => authors.indexOf(a.personId) - authors.indexOf(b.personId);

	return [...writes].sort((a, b) => (a.on === b.on ? byAuthor(a, b) : a.on < b.on ? -1 : 1));
}
