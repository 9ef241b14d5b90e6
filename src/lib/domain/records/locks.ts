import type { SyncRecord } from '../changes/change.ts';
import { isLaterReview } from './standing-review.ts';

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

/** A verified value keeps its judged register, its subject and its life until it is reopened. */
export function isLocked(record: SyncRecord, reviews: readonly SyncRecord[], registers: readonly string[]): boolean {
	const locked = [judgedRegister(record.kind), 'subject', 'life'];
	const verdict = standingReview(record, reviews)?.registers['verdict']?.value as Judgement | undefined;

	return verdict?.verdict === 'verified' && registers.some((register) => locked.includes(register));
}
