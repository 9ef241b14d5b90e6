import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { canonicalText } from '#lib/domain/changes/canonical-text.ts';
import { bodyOf, type Change } from '#lib/domain/changes/change.ts';

/** A stamp that the server gave to a change of this person. */
export interface GivenStamp {
	change: Change;
	personId: string;
	stamp: string;
}

/** 128 bits: nobody can guess a proof. */
const PROOF_BYTES = 16;
/** Enough to tell one epoch from another. */
const EPOCH_BYTES = 6;
const PROOF_LENGTH = Math.ceil((PROOF_BYTES * 4) / 3);
/** The last letters of a change's id; all of them are random. */
const TAG_LENGTH = 12;

/** A place in a unit's log. */
export interface Place {
	epoch: string;
	unitId: string;
	seq: number;
}

/** Signs what devices keep and send back after a restore. Only this server's secret makes such a signature. So the server can
 *  believe what it signed, even if its database no longer knows of it. */
export class Seal {
	readonly #key: Uint8Array;

	constructor(secret: string) {
		this.#key = new Uint8Array(hkdfSync('sha256', secret, '', 've-dich sync', 32));
	}

	/** Proof that a database of this epoch gave this stamp to this whole change of this person. */
	proofOf(given: GivenStamp, epoch: string): string {
		const proof = this.#sign('stamp', proofText(given), PROOF_BYTES);
		return proof + this.#sign('epoch', epoch + proof, EPOCH_BYTES);
	}

	/** 'none' when the server did not give the stamp; else whether its database had this epoch then, or another. */
	readProof(given: GivenStamp & { proof: string }, epoch: string): 'none' | 'this-epoch' | 'other-epoch' {
		const proof = given.proof.slice(0, PROOF_LENGTH);
		if (!isEqual(proof, this.#sign('stamp', proofText(given), PROOF_BYTES))) return 'none';

		const ofThis = this.#sign('epoch', epoch + proof, EPOCH_BYTES);
		return isEqual(given.proof.slice(PROOF_LENGTH), ofThis) ? 'this-epoch' : 'other-epoch';
	}

	/** Names the change at a place of the log. Later the server can tell whether this change is still there. */
	markOf(place: Place, changeId: string): string {
		return this.#markOf(place, changeId.slice(-TAG_LENGTH));
	}

	isMark(place: Place, mark: string): boolean {
		return isEqual(mark, this.#markOf(place, mark.slice(0, TAG_LENGTH)));
	}

	#markOf({ epoch, unitId, seq }: Place, tag: string): string {
		return tag + this.#sign('mark', canonicalText([epoch, unitId, seq, tag]), PROOF_BYTES);
	}

	#sign(purpose: string, text: string, bytes: number): string {
		const mac = createHmac('sha256', this.#key).update(`${purpose}\n${text}`).digest();
		return mac.subarray(0, bytes).toString('base64url');
	}
}

const proofText = ({ change, personId, stamp }: GivenStamp): string => canonicalText([personId, stamp, bodyOf(change)]);

function isEqual(one: string, other: string): boolean {
	const [a, b] = [Buffer.from(one), Buffer.from(other)];
	return a.length === b.length && timingSafeEqual(a, b);
}
