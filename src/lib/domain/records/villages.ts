import type { SyncRecord } from '../changes/change.ts';
import { valueOf, type Value } from './kinds.ts';

/** The villages of a commune, from its profile; none while nobody has listed them. */
export function villagesOf(records: readonly SyncRecord[]): Value<'profile', 'villages'>['items'] {
	return (
		valueOf(
			records.find(({ kind }) => kind === 'profile'),
			'profile',
			'villages'
		)?.items ?? []
	);
}
