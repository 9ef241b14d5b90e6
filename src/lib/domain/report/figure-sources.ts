import type { SyncRecord } from '../changes/change.ts';
import { criterionInSet } from '../criteria/criterion-ref.ts';
import { isVoided, valueOf } from '../records/kinds.ts';
import { COMMON_DOSSIER_ID } from '../records/record-ids.ts';
import type { Source } from './report-document.ts';

export type CommuneFigure = 'dossiers' | 'common' | 'sent' | 'inspected' | 'year';

/** Which of a commune's records each figure of the report was computed from. */
export function figureSources(
	records: readonly SyncRecord[],
	{ unitId, set }: { unitId: string; set: string }
): Record<CommuneFigure, Source[]> {
	const standing = records.filter((record) => !isVoided(record));
	const common = standing.filter((record) => record.id === COMMON_DOSSIER_ID && valueOf(record, 'dossier', 'state'));
	const tallied = (register: 'dossiers' | 'departments') =>
		standing.filter((record) => record.kind === 'tally' && valueOf(record, 'tally', register));
	const asked = (register: 'sent' | 'inspected') =>
		standing.filter((record) => record.kind === 'appraisal' && valueOf(record, 'appraisal', register));

	return {
		dossiers: sourcesOf(unitId, [
			...tallied('dossiers'),
			...standing.filter((record) => isCriterionDossier(record, set) && valueOf(record, 'dossier', 'state'))
		]),
		common: sourcesOf(unitId, common.length > 0 ? common : tallied('dossiers')),
		sent: sourcesOf(unitId, [...tallied('departments'), ...asked('sent')]),
		inspected: sourcesOf(unitId, [...tallied('departments'), ...asked('inspected')]),
		year: sourcesOf(
			unitId,
			standing.filter(({ kind }) => kind === 'target')
		)
	};
}

const isCriterionDossier = ({ kind, id }: SyncRecord, set: string): boolean =>
	kind === 'dossier' && criterionInSet(id.slice('dossier:'.length), set) !== undefined;

export function sourcesOf(unitId: string, records: readonly { kind: string; id: string }[]): Source[] {
	return [...Map.groupBy(records, ({ kind }) => kind)].map(([kind, some]) => ({
		unitId,
		kind,
		recordIds: [...new Set(some.map(({ id }) => id))]
	}));
}
