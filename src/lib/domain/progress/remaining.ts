import type { TradeDate } from '../dates.ts';
import { isObjectedTo, type CommuneProgress, type Objection } from './progress.ts';

/** What is left to do before a commune has finished, in the order in which it is done. */
export type Remaining =
	| { kind: 'dossiers'; left: number }
	| { kind: 'common_dossier'; expectedOn: TradeDate | null }
	| { kind: 'send'; departments: number }
	/** A department found something wanting in a dossier that it has. */
	| { kind: 'objection'; criterion: number; verdict: Objection }
	/** Null: of the commune as a whole. */
	| { kind: 'obstacles'; criterion: number | null; open: number }
	/** A figure nobody has reported yet. */
	| { kind: 'report'; figure: 'dossiers' | 'common' | 'sent' | 'inspected' };

export function remaining(progress: CommuneProgress): Remaining[] {
	const { dossiers, commonDossier, commonExpectedOn, departments } = progress;
	const left: Remaining[] = [];

	if (dossiers.complete !== null && dossiers.complete < dossiers.total) {
		left.push({ kind: 'dossiers', left: dossiers.total - dossiers.complete });
	}
	if (commonDossier === 'missing') left.push({ kind: 'common_dossier', expectedOn: commonExpectedOn });
	if (departments.sent !== null && departments.sent < departments.total) {
		left.push({ kind: 'send', departments: departments.total - departments.sent });
	}
	return [...left, ...objections(progress), ...obstacles(progress), ...unreported(progress)];
}

const objections = ({ criteria }: CommuneProgress): Remaining[] =>
	criteria.flatMap(({ criterion, state }): Remaining[] =>
		isObjectedTo(state) ? [{ kind: 'objection', criterion, verdict: state }] : []
	);

function obstacles({ criteria, openObstacles }: CommuneProgress): Remaining[] {
	const atCriteria = criteria
		.filter(({ blocked }) => blocked)
		.map(({ criterion, openObstacles: open }): Remaining => ({ kind: 'obstacles', criterion, open }));
	const ofTheWhole = openObstacles - criteria.reduce((sum, criterion) => sum + criterion.openObstacles, 0);

	return ofTheWhole > 0 ? [...atCriteria, { kind: 'obstacles', criterion: null, open: ofTheWhole }] : atCriteria;
}

function unreported({ dossiers, commonDossier, departments }: CommuneProgress): Remaining[] {
	const figures = {
		dossiers: dossiers.complete,
		common: commonDossier,
		sent: departments.sent,
		inspected: departments.inspected
	};

	return (Object.keys(figures) as (keyof typeof figures)[])
		.filter((figure) => figures[figure] === null)
		.map((figure) => ({ kind: 'report', figure }));
}
