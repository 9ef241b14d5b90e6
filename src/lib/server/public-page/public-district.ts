import { createHash } from 'node:crypto';
import { dateOfInstant, type TradeDate } from '#lib/domain/dates.ts';
import { communeProgress, type ProgressReference } from '#lib/domain/progress/commune.ts';
import { addUp, overallAssessment, type Assessment } from '#lib/domain/progress/district.ts';
import type { CommuneProgress, DistrictProgress } from '#lib/domain/progress/progress.ts';
import { satisfactionOf, type Satisfaction } from '#lib/domain/progress/satisfaction.ts';
import type { CriteriaSet } from '#lib/domain/criteria/criteria-set.ts';
import { currentSet } from '#lib/domain/reference/reference.ts';
import type { Unit } from '#lib/domain/unit.ts';
import type { ServerDatabase } from '../database/database.ts';
import { readRules } from '../reference/read.ts';
import { readUnitRows, rowToUnit, type UnitRow } from '../reference/units.ts';
import { referenceVersion } from '../reference/version.ts';
import { publicPhotosOf, type PublicPhoto } from './public-photos.ts';
import { rowToRecord } from '../sync/log-rows.ts';

/** What everybody may see of a district: figures of its communes, and nothing about any person. */
export interface PublicDistrict {
	unit: Unit;
	/** Registered communes in the order of the progress. */
	communes: { unit: Unit; progress: CommuneProgress; satisfaction: Satisfaction['verdict'] }[];
	progress: DistrictProgress;
	assessment: Assessment;
	/** Chosen by the district, the latest first. */
	photos: (PublicPhoto & { commune: Unit })[];
	set: CriteriaSet;
	departments: number;
	/** The day of the latest record; null while there is none. */
	figuresOn: TradeDate | null;
	/** Differs whenever anything shown may differ. */
	version: string;
}

interface Counted {
	progress: CommuneProgress;
	satisfaction: Satisfaction['verdict'];
	photos: PublicPhoto[];
}

/** Counts a commune again only when its number of changes, the day or the reference has moved. */
export class PublicDistricts {
	readonly #database: ServerDatabase;
	readonly #today: () => TradeDate;
	readonly #communes = new Map<string, { key: string; counted: Promise<Counted> }>();
	readonly #districts = new Map<string, PublicDistrict>();

	constructor(database: ServerDatabase, { today, now }: { today?: TradeDate | undefined; now: () => number }) {
		this.#database = database;
		this.#today = () => today ?? dateOfInstant(now());
	}

	get today(): TradeDate {
		return this.#today();
	}

	/** Undefined where there is no such district. */
	async read(districtId: string): Promise<PublicDistrict | undefined> {
		const rows = await readUnitRows(this.#database.read);
		const district = rows.find(({ id, level }) => id === districtId && level === 'district');
		if (!district) return undefined;

		const communes = rows.filter(({ parent_id, level }) => parent_id === districtId && level === 'commune');
		const reference = await referenceVersion(this.#database);
		const version = versionOf([this.today, reference, ...communes.map(({ id, head }) => `${id}:${head}`)]);
		const known = this.#districts.get(districtId);
		if (known?.version === version) return known;

		const fresh = await this.#count(district, { communes, rows, reference, version });
		this.#districts.set(districtId, fresh);
		return fresh;
	}

	async #count(
		district: UnitRow,
		of: { communes: UnitRow[]; rows: UnitRow[]; reference: string; version: string }
	): Promise<PublicDistrict> {
		// Without people: whose check differs from whose is not for everybody.
		const rules: ProgressReference = {
			...(await readRules(this.#database.read)),
			units: of.rows.map(rowToUnit),
			people: []
		};
		const counted = new Map<string, Counted>();
		for (const row of of.communes) counted.set(row.id, await this.#commune(row, rules, of.reference));

		const progress = addUp(
			[...counted.values()].map((commune) => commune.progress),
			rules
		);
		return {
			unit: rowToUnit(district),
			communes: progress.communes.map((commune) => ({
				unit: rules.units.find(({ id }) => id === commune.unitId)!,
				progress: commune,
				satisfaction: counted.get(commune.unitId)!.satisfaction
			})),
			progress,
			assessment: overallAssessment(progress, this.today),
			photos: [...counted]
				.flatMap(([unitId, { photos }]) => {
					const commune = rules.units.find(({ id }) => id === unitId)!;
					return photos.map((photo) => ({ ...photo, commune }));
				})
				.sort((a, b) => (dayAndId(a) < dayAndId(b) ? 1 : -1)),
			set: currentSet(rules),
			departments: rules.departments.departments.length,
			figuresOn: progress.communes.reduce<TradeDate | null>(
				(latest, { lastRecordedOn: on }) => (on !== null && (latest === null || on > latest) ? on : latest),
				null
			),
			version: of.version
		};
	}

	#commune(row: UnitRow, reference: ProgressReference, referenceIs: string): Promise<Counted> {
		const key = [row.head, this.today, referenceIs].join(' ');
		const known = this.#communes.get(row.id);
		if (known?.key === key) return known.counted;

		const counted = this.#countCommune(row, reference);
		this.#communes.set(row.id, { key, counted });
		// What failed is counted again the next time.
		counted.catch(() => this.#communes.delete(row.id));
		return counted;
	}

	async #countCommune(row: UnitRow, reference: ProgressReference): Promise<Counted> {
		const unit = rowToUnit(row);
		const rows = await this.#database.read.selectFrom('record').selectAll().where('unit_id', '=', row.id).execute();
		const records = rows.map(rowToRecord);

		return {
			progress: withoutWords(communeProgress(records, { unit, reference, today: this.today })),
			satisfaction: satisfactionOf(records, currentSet(reference)).verdict,
			photos: publicPhotosOf(records)
		};
	}
}

const versionOf = (parts: readonly string[]): string =>
	createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 12);

/** What a target rests on may be anybody's words. */
const withoutWords = (progress: CommuneProgress): CommuneProgress => ({
	...progress,
	target: { ...progress.target, basis: null, document: null, history: [] }
});

/** The latest first; those of which no day is known last. */
const dayAndId = ({ takenOn, id }: PublicPhoto): string => `${takenOn ?? ''} ${id}`;
