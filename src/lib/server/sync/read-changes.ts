import { unitsInScope } from '#lib/domain/access/access.ts';
import type { Officer } from '#lib/domain/access/role.ts';
import type { Change } from '#lib/domain/changes/change.ts';
import type { ServerDatabase } from '../database/database.ts';
import { readUnitRows, rowToUnit } from '../reference/units.ts';
import { rowToLogged } from './log-rows.ts';

export interface HistoryQuery {
	unitId: string;
	kind?: string | undefined;
	recordId?: string | undefined;
	/** Changes before this seq. */
	before?: number | undefined;
	limit: number;
}

/** One line of the audit trail: an accepted change with its author and the time it reached the server. */
export interface HistoryEntry {
	seq: number;
	kind: string;
	recordId: string;
	set: Change['set'];
	stamp: string;
	by: string;
	device: string;
	receivedAt: string;
	lost?: string[];
}

/** The history of a unit or record, newest first; undefined when the person may not read the unit. */
export async function readChanges(
	database: ServerDatabase,
	officer: Officer,
	{ unitId, kind, recordId, before, limit }: HistoryQuery
): Promise<{ changes: HistoryEntry[]; next: number | null } | undefined> {
	const units = (await readUnitRows(database.read)).map(rowToUnit);
	if (!unitsInScope(officer, units).some(({ id }) => id === unitId)) return undefined;

	let query = database.read
		.selectFrom('change')
		.selectAll()
		.where('unit_id', '=', unitId)
		.where('seq', 'is not', null);
	if (kind !== undefined) query = query.where('kind', '=', kind);
	if (recordId !== undefined) query = query.where('record_id', '=', recordId);
	if (before !== undefined) query = query.where('seq', '<', before);
	const rows = await query.orderBy('seq', 'desc').limit(limit).execute();

	const changes = rows.map((row): HistoryEntry => {
		const { change, receipt } = rowToLogged(row);
		return {
			seq: row.seq!,
			kind: row.kind,
			recordId: row.record_id,
			set: change.set,
			stamp: row.stamp!,
			by: row.person_id,
			device: row.device,
			receivedAt: row.received_at,
			...(receipt.r === 'ok' && receipt.lost && { lost: receipt.lost })
		};
	});
	return { changes, next: rows.length === limit ? rows.at(-1)!.seq : null };
}
