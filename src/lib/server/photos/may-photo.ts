import { mayWrite, unitsInScope } from '#lib/domain/access/access.ts';
import type { Officer } from '#lib/domain/access/role.ts';
import type { Unit } from '#lib/domain/unit.ts';
import { readUnits } from '../reference/units.ts';
import type { Server } from '../server.ts';
import { readPhotoRecord } from './photo-records.ts';

type Ground = Pick<Server, 'database'>;

/** The unit, when its records may be read by this person. */
export async function unitAmongTheirs(
	{ database }: Ground,
	officer: Officer,
	unitId: string
): Promise<Unit | undefined> {
	return unitsInScope(officer, await readUnits(database.read)).find(({ id }) => id === unitId);
}

/** Whether this person may send the bytes, or the thumbnail, of a photo: in a unit that they write for and, once its record is
 *  here, only whoever took it. */
export async function maySendPhoto(
	ground: Ground,
	officer: Officer,
	photo: { unitId: string; id: string }
): Promise<boolean> {
	const unit = await unitAmongTheirs(ground, officer, photo.unitId);
	if (
		!unit ||
		!mayWrite(officer, { unit, kind: 'photo', register: 'file', record: undefined, set: {}, isOffice: () => false })
	)
		return false;
	const recorded = await readPhotoRecord(ground, photo);

	return !recorded || recorded.by === officer.id;
}
