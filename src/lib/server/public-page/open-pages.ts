import * as z from 'zod/mini';
import type { Unit } from '#lib/domain/unit.ts';
import type { ServerDatabase } from '../database/database.ts';
import { readUnits } from '../reference/units.ts';

const turn = z.object({ unitId: z.string(), isOpen: z.boolean() });

/** What an administrator asks for; undefined when it is something else. */
export const readTurn = (body: unknown): z.output<typeof turn> | undefined => turn.safeParse(body).data;

/** Every district, with whether its page is open to everybody. */
export async function readOpenPages({ read }: ServerDatabase): Promise<{ unit: Unit; isOpen: boolean }[]> {
	const open = await read.selectFrom('public_page').select('unit_id').execute();
	const ids = new Set(open.map(({ unit_id }) => unit_id));
	const units = await readUnits(read);

	return units.filter(({ level }) => level === 'district').map((unit) => ({ unit, isOpen: ids.has(unit.id) }));
}

export async function isPageOpen({ read }: ServerDatabase, unitId: string): Promise<boolean> {
	const row = await read.selectFrom('public_page').select('unit_id').where('unit_id', '=', unitId).executeTakeFirst();

	return row !== undefined;
}

/** False where there is no such district. The counts of visits stay when a page is closed. */
export async function setPageOpen(
	{ read, write }: ServerDatabase,
	{ unitId, isOpen, nowMs }: { unitId: string; isOpen: boolean; nowMs: number }
): Promise<boolean> {
	const district = await read
		.selectFrom('unit')
		.select('id')
		.where('id', '=', unitId)
		.where('level', '=', 'district')
		.executeTakeFirst();
	if (!district) return false;

	if (!isOpen) await write.deleteFrom('public_page').where('unit_id', '=', unitId).execute();
	else {
		await write
			.insertInto('public_page')
			.values({ unit_id: unitId, opened_at: new Date(nowMs).toISOString() })
			.onConflict((conflict) => conflict.column('unit_id').doNothing())
			.execute();
	}
	return true;
}
