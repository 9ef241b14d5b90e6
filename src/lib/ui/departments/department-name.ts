import type { DepartmentList } from '#lib/domain/reference/reference.ts';
import { keepCompounds } from '../compounds.ts';
import { departmentFull } from '../names.ts';

/** A department by its full name; one that the list does not have is said to be unknown. */
export function departmentName(id: string | null, { departments }: DepartmentList): string {
	const name = id === null ? '' : departmentFull(id, departments);

	return keepCompounds(name.replaceAll(' - ', ' – '));
}
