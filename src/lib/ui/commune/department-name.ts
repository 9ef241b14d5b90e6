import type { DepartmentList } from '#lib/domain/reference/reference.ts';
import { keepCompounds } from '../compounds.ts';

/** A department by its full name; one that the list does not have, by its id. */
export function departmentName(id: string | null, { departments }: DepartmentList): string {
	const name = departments.find((department) => department.id === id)?.name ?? id ?? '';

	return keepCompounds(name.replaceAll(' - ', ' – '));
}
