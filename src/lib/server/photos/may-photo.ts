import { mayWrite, unitsInScope } from '#lib/domain/access/access.ts';
import type { Officer } from '#lib/domain/access/role.ts';
import type { Unit } from '#lib/domain/reference/unit.ts';
import { readUnits } from '../reference/units.ts';
import type { Server } from '../server.ts';

type Ground = Pick<Server, 'database'>;

/** The unit, when its records may be read by this person. */
export async function unitAmongTheirs(
	{ database }: Ground,
	officer: Officer,
	unitId: string
): Promise<Unit | undefined> {
	return unitsInScope(officer, await readUnits(database.read)).find(({ id }) => id === unitId);
}

export async function mayWritePhoto(ground: Ground, officer: Officer, unitId: string): Promise<boolean> {
	const unit = await unitAmongTheirs(ground, officer, unitId);

	return (
		unit !== undefined && mayWrite(officer, { unit, kind: 'photo', register: 'file', record: undefined, set: {} })
	);
}
