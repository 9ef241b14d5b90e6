import type { SyncRecord } from '../../changes/change.ts';
import { isLaterReview } from './read.ts';

/** The register that an office judges, by kind; undefined for kinds that are not judged. */
export function judgedRegister(kind: string): string | undefined {
	if (kind === 'check') return 'measurement';
	if (kind === 'finding') return 'verdict';
	return undefined;
}

interface Judgement {
	of: { kind: string; id: string };
	judged: string;
	verdict: 'verified' | 'returned' | 'reopened';
}

/** The review that stands for a record's present value: the latest among those that judged it. */
export function standingReview(record: SyncRecord, reviews: readonly SyncRecord[]): SyncRecord | undefined {
	const value = record.registers[judgedRegister(record.kind) ?? '']?.change;

	return reviews
		.filter(({ kind, registers }) => {
			const verdict = registers['verdict']?.value as Judgement | undefined;
			return kind === 'review' && verdict?.of.id === record.id && verdict.judged === value;
		})
		.reduce<SyncRecord | undefined>(
			(latest, review) => (latest && isLaterReview(placeOf(latest), placeOf(review)) ? latest : review),
			undefined
		);
}

const placeOf = ({ id, seq, registers }: SyncRecord) => ({ recordId: id, seq, stamp: registers['verdict']!.stamp });

/** Whether the office has verified a record's present value and not reopened it. */
export function isVerified(record: SyncRecord, reviews: readonly SyncRecord[]): boolean {
	const verdict = standingReview(record, reviews)?.registers['verdict']?.value as Judgement | undefined;

	return verdict?.verdict === 'verified';
}

/** What may be said of a part after its whole was verified: that a remark is seen to, and which photos everybody may see. */
const SAID_AFTERWARDS: { [kind: string]: readonly string[] } = { remark: ['answer'], photo: ['shown', 'stored'] };

/** Whether these registers stay as they are while the value that they belong to is verified: those of the value's record, of
 *  the visit that it was found on, and of remarks and photos that go with it. To minutes something may still be added. */
export function isKeptByVerdict(
	{ kind, registers, isNew }: { kind: string; registers: readonly string[]; isNew: boolean },
	wholes: readonly { kind: string }[]
): boolean {
	const isAddition = isNew && wholes.every((whole) => whole.kind !== 'check');
	if (isAddition) return false;

	return registers.some((register) => !SAID_AFTERWARDS[kind]?.includes(register));
}
