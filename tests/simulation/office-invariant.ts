import { OFFICE } from './simulated-servers.ts';
import type { Found, Village } from './village.ts';

/** What the office measured is rewritten by the office alone. Records that a restore has brought back out of order say nothing. */
export function officesWords({ village, server }: { village: Village } & Pick<Found, 'server'>): string[] {
	return [...server.units.values()].flatMap(({ changes }) => {
		const accepted = [...changes.values()]
			.flatMap(({ receipt, change, personId }) => (receipt.r === 'ok' ? [{ receipt, change, personId }] : []))
			.filter(({ change }) => change.kind === 'check' && 'measurement' in change.set)
			.sort((a, b) => a.receipt.seq - b.receipt.seq);
		const isBroughtBack = new Set(
			accepted.filter(({ change }) => village.sentAgain.has(change.id)).map(({ change }) => change.recordId)
		);
		const authors = new Map<string, string>();

		return accepted.flatMap(({ receipt, change: { id, recordId }, personId }) => {
			const isOver =
				authors.get(recordId) === OFFICE.id && personId !== OFFICE.id && !isBroughtBack.has(recordId);
			if (!receipt.lost?.includes('measurement')) authors.set(recordId, personId);
			return isOver ? [`permission: ${id.slice(-6)} was written over what the office had measured`] : [];
		});
	});
}
