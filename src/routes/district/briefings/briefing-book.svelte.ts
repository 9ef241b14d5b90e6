import type { SyncRecord } from '#lib/domain/changes/change.ts';
import {
	briefingBefore,
	briefingsOf,
	communesAt,
	type Briefing,
	type Decision
} from '#lib/domain/records/briefing/read.ts';
import { followingOf } from '#lib/domain/records/briefing/conclude.ts';
import type { EffectGround } from '#lib/domain/records/briefing/decision-effects.ts';
import { documentsOf, type Issued } from '#lib/domain/records/document/read.ts';
import { valueOf } from '#lib/domain/records/kinds.ts';
import { voidedRecords } from '#lib/domain/records/void-edits.ts';
import type { Unit } from '#lib/domain/unit.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { LiveQuery } from '#lib/local/live-query.svelte.ts';
import { afterFirstData } from '#lib/local/replica/first-data.ts';
import { recordsOfKind, recordsOfKindIn } from '#lib/local/replica/read-records.ts';
import { assigneeName } from '#lib/ui/names.ts';
import { formatDate } from '#lib/ui/format.ts';
import type { Desk } from '../desk-context.svelte.ts';

/** The district's briefings, with what follows from them in the communes. */
export class BriefingBook {
	readonly #desk: Desk;
	readonly #districtId: string | undefined = $derived.by(() => this.#desk.district?.id);
	readonly #ofDistrict = $derived.by(() => {
		const { db } = this.#desk.device;
		const unitId = this.#districtId;
		return new LiveQuery(
			unitId === undefined
				? () => Promise.resolve([])
				: afterFirstData(db, [unitId], () => districtRecords(db, unitId))
		);
	});
	readonly #ofCommunes = $derived.by(() => {
		const { db } = this.#desk.device;
		const unitIds = this.#desk.communeIds;
		return new LiveQuery(
			afterFirstData(db, unitIds, async () => {
				const kinds = (['target', 'task', 'obstacle'] as const).map((kind) =>
					recordsOfKindIn(db, unitIds, kind)
				);
				return (await Promise.all(kinds)).flat();
			})
		);
	});

	constructor(desk: Desk) {
		this.#desk = desk;
	}

	/** The latest first; undefined until all have come and the device has answered, also with what follows from them: a page that has one of
	 *  both would say that nothing follows. */
	readonly briefings: Briefing[] | undefined = $derived.by(() => {
		const records = this.#ofDistrict.current;
		return records && this.#ofCommunes.current ? briefingsOf(records, this.#desk.today) : undefined;
	});

	/** The papers that were issued for them. */
	readonly documents: Issued[] = $derived.by(() => documentsOf(this.#ofDistrict.current ?? []));

	/** Targets, tasks and obstacles of all communes. */
	readonly linked: SyncRecord[] = $derived.by(() => this.#ofCommunes.current ?? []);

	readonly mayWrite: boolean = $derived.by(() => {
		const { district } = this.#desk;
		return district !== undefined && this.#desk.mayWrite(district, 'briefing', 'meeting');
	});

	/** What was noted in a briefing and taken out. */
	voidedStatements(briefingId: string): SyncRecord[] {
		return voidedRecords(this.#ofDistrict.current ?? [], 'statement').filter(
			(record) => valueOf(record, 'statement', 'said')?.briefingId === briefingId
		);
	}

	find(id: string): Briefing | undefined {
		return this.briefings?.find((briefing) => briefing.id === id);
	}

	before(briefing: Briefing, unitId: string): Briefing | undefined {
		return briefingBefore(this.briefings ?? [], { briefing, unitId, today: this.#desk.today });
	}

	communesOf(briefing: Briefing): Unit[] {
		return communesAt(briefing, this.#desk.progress?.communes ?? []).flatMap(
			(id) => this.#desk.communeOf(id)?.unit ?? []
		);
	}

	followingOf(decisionId: string): SyncRecord[] {
		return followingOf(this.linked, decisionId);
	}

	/** What a conclusion needs to know to become targets, tasks and obstacles. */
	groundOf(briefing: Briefing): Omit<EffectGround, 'on'> {
		const { device, reference } = this.#desk;

		return {
			communes: this.communesOf(briefing).map(({ id }) => id),
			recordsOf: (unitId) => this.linked.filter((record) => record.unitId === unitId),
			newId: () => device.newId(),
			basis: m.conclusion_basis({ day: formatDate(briefing.meeting.on) }),
			answerWords: ({ assignee = '', dueOn, text }: Decision) =>
				m.decision_answer({
					who: assigneeName(assignee, reference.people),
					day: dueOn === undefined ? '' : formatDate(dueOn),
					text
				})
		};
	}
}

async function districtRecords(db: Desk['device']['db'], unitId: string): Promise<SyncRecord[]> {
	const kinds = (['briefing', 'statement', 'decision', 'document'] as const).map((kind) =>
		recordsOfKind(db, unitId, kind)
	);

	return (await Promise.all(kinds)).flat();
}
