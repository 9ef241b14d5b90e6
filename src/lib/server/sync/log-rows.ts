import type { Change, SyncRecord } from '#lib/domain/changes/change.ts';
import type { Receipt } from '#lib/domain/changes/push.ts';
import type { ChangeTable, RecordTable } from '../database/schema.ts';
import type { Received } from './server-store.ts';
import type { LoggedChange } from './unit-log.ts';

export function rowToRecord(row: RecordTable): SyncRecord {
	return {
		unitId: row.unit_id,
		kind: row.kind,
		id: row.id,
		seq: row.seq,
		registers: JSON.parse(row.registers) as SyncRecord['registers']
	};
}

export function recordToRow(record: SyncRecord, about: string | null): RecordTable {
	return {
		unit_id: record.unitId,
		kind: record.kind,
		id: record.id,
		seq: record.seq,
		registers: JSON.stringify(record.registers),
		about
	};
}

export function rowToLogged(row: ChangeTable): LoggedChange {
	return {
		change: {
			id: row.id,
			v: row.v,
			unitId: row.unit_id,
			kind: row.kind,
			recordId: row.record_id,
			set: JSON.parse(row.writes) as Change['set'],
			hlc: row.hlc,
			device: row.device,
			n: row.n
		},
		receipt: JSON.parse(row.receipt) as Receipt,
		personId: row.person_id,
		stamp: row.stamp
	};
}

export function loggedToRow({ change, receipt, personId, stamp }: LoggedChange, received: Received): ChangeTable {
	return {
		unit_id: change.unitId,
		id: change.id,
		seq: receipt.r === 'ok' ? receipt.seq : null,
		kind: change.kind,
		record_id: change.recordId,
		device: change.device,
		n: change.n,
		v: change.v,
		hlc: change.hlc,
		stamp,
		person_id: personId,
		writes: JSON.stringify(change.set),
		receipt: JSON.stringify(receipt),
		received_at: received.at,
		offset_ms: received.offsetMs
	};
}
