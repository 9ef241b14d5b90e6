import { hasFixedId } from '#lib/domain/records/kinds.ts';
import { findEntry } from '#lib/domain/records/lists.ts';
import type { RecordEdit } from '#lib/domain/records/record-edit.ts';
import type { DeviceDatabase } from '../store/device-database.ts';
import { hasFirstData } from '../replica/first-data.ts';
import { NotReceivedYet } from './not-received-yet.ts';

/** Throws when one of the edits may replace what this device has not received. Data that have come stay, so that what was
 *  asked here still holds when the edits are saved. */
export async function refuseUnreceived(db: DeviceDatabase, edits: readonly RecordEdit[]): Promise<void> {
	const unitIds = [...new Set(edits.filter(mayReplace).map(({ unitId }) => unitId))];
	if (unitIds.length === 0 || (await hasFirstData(db, unitIds))) return;

	throw new NotReceivedYet('the first data of the unit have not come down');
}

/** A record that has the same id for everybody. An entry of a list stands beside the others, and a verdict belongs to a visit that
 *  is on this device. */
function mayReplace({ kind, set }: RecordEdit): boolean {
	if (!hasFixedId(kind) || kind === 'finding') return false;

	return Object.keys(set).some((register) => !findEntry(kind, register));
}
