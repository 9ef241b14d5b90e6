import type { CommuneProgress } from '#lib/domain/progress/progress.ts';
import type { Unit } from '#lib/domain/unit.ts';
import type { CoursePoint } from './course.ts';

/** A commune as a row of the matrix. */
export interface MatrixRow {
	unit: Unit;
	progress: CommuneProgress;
	course: CoursePoint[];
}
