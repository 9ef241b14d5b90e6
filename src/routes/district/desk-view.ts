import type { Assessment } from '#lib/domain/progress/district.ts';
import type { DistrictProgress } from '#lib/domain/progress/progress.ts';
import type { CommuneOrder } from '#lib/domain/progress/sort-communes.ts';
import type { MatrixRow } from '#lib/ui/matrix/matrix-row.ts';

export interface DeskFilter {
	/** Null for all years. */
	year: number | null;
	behindOnly: boolean;
	order: CommuneOrder;
}

/** What table and cards show alike. */
export interface DeskView {
	district: DistrictProgress;
	assessment: Assessment;
	/** The communes that pass the filter, in the order chosen. */
	rows: MatrixRow[];
	/** Of these communes. */
	obstacles: DistrictProgress['obstacles'];
	/** What the figures are worth, a sentence each. */
	notes: string[];
	/** The commune whose panel is open. */
	chosen: string | null;
	filter: DeskFilter;
	hrefOf: (unitId: string) => string;
	onopen: (event: MouseEvent, unitId: string) => void;
}
