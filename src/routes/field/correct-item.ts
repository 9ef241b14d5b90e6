import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { layOver } from '#lib/domain/changes/overlay.ts';
import { findIndicator, type CriteriaSet } from '#lib/domain/criteria/criteria-set.ts';
import type { TradeDate } from '#lib/domain/dates.ts';
import { checkToTyped, secondLabels } from '#lib/domain/records/check/typed.ts';
import { readCheckRecord } from '#lib/domain/records/check/read.ts';
import { dossierToTyped } from '#lib/domain/records/dossier/form.ts';
import { valueOf } from '#lib/domain/records/kinds.ts';
import { seenOf, type Seen } from '#lib/domain/records/record-edit.ts';
import { obstacleToTyped } from '#lib/domain/records/obstacle/form.ts';
import { tallyToTyped } from '#lib/domain/records/tally/form.ts';
import type { Reference } from '#lib/domain/reference/reference.ts';
import { seenOfItem } from '#lib/local/outbox/resend.ts';
import type { AttentionItem } from '#lib/local/store/device-store.ts';
import type { Draft } from '#lib/local/store/draft.ts';
import { checkDraftKey, checkHref } from './check/check-drafts.ts';

interface Ground {
	/** What stands in the item's commune now. */
	records: readonly SyncRecord[];
	set: CriteriaSet;
	reference: Pick<Reference, 'thresholds'>;
	today: TradeDate;
}

export interface Correction {
	/** The form in which the item can be corrected. */
	href: string;
	/** What the form starts with: the values that were refused. */
	draft: Pick<Draft, 'key' | 'value' | 'seen' | 'recordId'>;
}

/** How a refused item is corrected; undefined for kinds that are only sent again as they are. */
export function correctionOf(item: AttentionItem, ground: Ground): Correction | undefined {
	const { unitId, kind, recordId } = item;
	const standing = ground.records.find((record) => record.kind === kind && record.id === recordId);
	const refused = layOver(standing, item.changes, '');
	// What others wrote since its author looked is told in the form.
	const seen = { ...seenOf(standing), ...seenOfItem(item) };

	switch (kind) {
		case 'check':
			return (
				refused && correctionOfCheck(refused, { isKept: item.code === 'of-office', standing, seen, ...ground })
			);
		case 'dossier': {
			const id = recordId.split(':').at(-1)!;
			const value = editedValue((record) => dossierToTyped(record, ground.today), refused, standing);
			return { href: `/field/dossiers/${id}`, draft: { key: `dossier/${unitId}/${id}`, value, seen } };
		}
		case 'tally': {
			const value = editedValue((record) => tallyToTyped(record, ground.today), refused, standing);
			return { href: '/field/tally', draft: { key: `tally/${unitId}`, value, seen } };
		}
		case 'obstacle':
			return refused && !standing ? correctionOfObstacle(refused, ground.today) : undefined;
		default:
			return undefined;
	}
}

/** A form of this kind saves what differs from what stands. */
const editedValue = (
	toTyped: (record: SyncRecord | undefined) => object,
	refused: SyncRecord | undefined,
	standing: SyncRecord | undefined
) => ({ typed: toTyped(refused), shown: toTyped(standing) });

function correctionOfObstacle(refused: SyncRecord, today: TradeDate): Correction | undefined {
	const statement = valueOf(refused, 'obstacle', 'statement');
	if (!statement) return undefined;
	const typed = obstacleToTyped(statement);
	const { criterion } = typed;

	return {
		href: `/field/obstacles/new${criterion === null ? '' : `?criterion=${criterion}`}`,
		draft: {
			key: `obstacle/${refused.unitId}/new/${criterion ?? 'commune'}`,
			value: {
				typed,
				shown: { criterion, title: '', detail: '', asks: null, raisedOn: today }
			},
			recordId: refused.id
		}
	};
}

function correctionOfCheck(
	refused: SyncRecord,
	{
		isKept,
		standing,
		seen,
		set,
		reference
	}: Ground & { isKept: boolean; standing: SyncRecord | undefined; seen: Seen }
): Correction | undefined {
	const check = readCheckRecord(refused);
	const indicator = check && findIndicator(set, check.indicator);
	if (!indicator) return undefined;

	const labels = secondLabels(indicator, set.id, reference.thresholds);
	// What may not be written into a check of the office becomes one of the commune. A check that never came to stand is
	// recorded anew, under its own id: its photos name it.
	const checkId = standing && !isKept ? refused.id : null;
	return {
		href: checkHref(indicator.no, checkId),
		draft: {
			key: checkDraftKey({ unitId: refused.unitId, indicator: indicator.no, checkId }),
			value: {
				typed: {
					...checkToTyped(check.measurement, { indicator, labels, village: check.village }),
					place: refused.registers['place']?.value ?? null
				},
				// What the form shows when it opens.
				shown: {}
			},
			seen: isKept ? {} : seen,
			...(!standing && { recordId: refused.id })
		}
	};
}
