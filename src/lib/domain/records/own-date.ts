import type { RegisterValue } from '../changes/change.ts';
import type { TradeDate } from '../dates.ts';

/** The day of which a register's value speaks. Days planned (`dueOn`, `expectedOn`, `startOn`) are not among them. */
export function ownDate(value: RegisterValue): TradeDate | undefined {
	const date = value?.['on'] ?? value?.['raisedOn'];

	return typeof date === 'string' ? date : undefined;
}
