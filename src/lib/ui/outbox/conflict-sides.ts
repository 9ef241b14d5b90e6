import type { RegisterValue } from '#lib/domain/changes/change.ts';
import { parseReading } from '#lib/domain/changes/clock.ts';
import { dateOfInstant, timeOfInstant } from '#lib/domain/dates.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { formatDay } from '../format.ts';
import { registerParts, type Part } from './register-words.ts';
import { joinParts } from '../sentences.ts';
import type { ValueNames } from './value-names.ts';

export interface ConflictSide {
	value: RegisterValue;
	by: string;
	stamp: string;
}

export interface SideView {
	choice: 'winner' | 'loser';
	isMine: boolean;
	/** "Anh/chị, máy này, 05/11 08:10" */
	who: string;
	parts: Part[];
	/** What the other side says. */
	other: Part[];
	button: string;
}

interface ViewedBy {
	kind: string;
	register: string;
	/** Who is looking, and on which device. */
	personId: string;
	deviceId: string | undefined;
	nameOf: (personId: string) => string;
	/** What ids are called in the values. */
	names: ValueNames;
}

const LONGEST_ON_BUTTON = 24;

/** Both sides of a conflict, the person's own first. What one person wrote on two devices is told apart by device and time. */
export function conflictSides(winner: ConflictSide, loser: ConflictSide, of: ViewedBy): SideView[] {
	const isOfOne = winner.by === loser.by;
	const [won, lost] = [winner, loser].map(({ value }) => registerParts(of.kind, of.register, value, of.names)) as [
		Part[],
		Part[]
	];
	const sides = [
		{ ...winner, choice: 'winner' as const, parts: won, other: lost },
		{ ...loser, choice: 'loser' as const, parts: lost, other: won }
	];
	const differ = differingWords(won, lost) !== differingWords(lost, won);

	return sides
		.map(({ choice, by, stamp, parts, other }): SideView => {
			const words = differingWords(parts, other);
			const isMine = by === of.personId;
			const where = isOfOne ? `${deviceWords(stamp, of.deviceId)}, ${whenWords(stamp)}` : whenWords(stamp);
			const theirs = isOfOne ? m.conflict_use_of({ where }) : m.conflict_use_theirs({ name: of.nameOf(by) });
			const mine = isOfOne ? theirs : m.conflict_use_mine();
			return {
				...{ choice, isMine, parts, other },
				who: isMine
					? m.conflict_mine({ date: where })
					: m.conflict_theirs({ name: of.nameOf(by), date: where }),
				button:
					differ && words !== '' && words.length <= LONGEST_ON_BUTTON
						? m.conflict_use({ value: words })
						: isMine
							? mine
							: theirs
			};
		})
		.sort((a, b) => Number(b.isMine) - Number(a.isMine));
}

/** What one side says and the other does not. */
const differingWords = (parts: readonly Part[], other: readonly Part[]): string =>
	joinParts(
		parts
			.filter(({ field, text }) => !other.some((part) => part.field === field && part.text === text))
			.map(({ text }) => text)
	);

/** A device has no name; its number tells it from the others. */
function deviceWords(stamp: string, own: string | undefined): string {
	const { device } = parseReading(stamp);

	return device === own ? m.conflict_this_device() : m.conflict_other_device({ code: device.slice(-4) });
}

function whenWords(stamp: string): string {
	const { ms } = parseReading(stamp);
	return `${formatDay(dateOfInstant(ms))} ${timeOfInstant(ms)}`;
}
