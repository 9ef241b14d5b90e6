import { Allowance, type Limit } from '../http/allowance.ts';

/** In changes, and one for each request. A phone that comes back after a month with 10,000 changes sends them in 50 requests
 *  without waiting. After that it may send 20 a second; each costs the server about a millisecond. */
const PUSH: Limit = { most: 12_000, perSecond: 20 };

/** In requests. A desk fetches a province of 150,000 records without waiting. After that it may ask four times a second, which
 *  is as often as `/api/live` tells it of news. */
const PULL: Limit = { most: 4_000, perSecond: 4 };
const RECORDS_LIKE_A_REQUEST = 50;

/** A person may use as much as three devices. */
const DEVICES = 3;

export interface RateLimits {
	push: Limit;
	pull: Limit;
}

type What = keyof RateLimits;

/** Whose request it is, and from which of their devices. */
interface Asking {
	personId: string;
	device: string;
}

/** How much a person, and each device of that person, may ask of the server. Whoever asks for more is told how long to wait. */
export class Rates {
	readonly #persons: { [what in What]: Allowance };
	readonly #devices: { [what in What]: Allowance };

	constructor(now: () => number, { push, pull }: RateLimits = { push: PUSH, pull: PULL }) {
		const ofSeveral = ({ most, perSecond }: Limit) => ({ most: most * DEVICES, perSecond: perSecond * DEVICES });
		this.#devices = { push: new Allowance(push, now), pull: new Allowance(pull, now) };
		this.#persons = {
			push: new Allowance(ofSeveral(push), now),
			pull: new Allowance(ofSeveral(pull), now)
		};
	}

	/** Asked before the body is read. When the answer is 0, the request counts as one, also if it fails later. */
	waitMsOfPerson(what: What, personId: string): number {
		const waitMs = this.#persons[what].waitMs(personId);
		if (waitMs === 0) this.#persons[what].spend(personId, 1);
		return waitMs;
	}

	waitMsOfDevice(what: What, by: Asking): number {
		const waitMs = this.#devices[what].waitMs(keyOf(by));
		if (waitMs === 0) this.#devices[what].spend(keyOf(by), 1);
		return waitMs;
	}

	pushed(by: Asking, changes: number): void {
		this.#spend('push', by, changes);
	}

	pulled(by: Asking, records: number): void {
		this.#spend('pull', by, records / RECORDS_LIKE_A_REQUEST);
	}

	#spend(what: What, by: Asking, amount: number): void {
		this.#persons[what].spend(by.personId, amount);
		this.#devices[what].spend(keyOf(by), amount);
	}
}

const keyOf = ({ personId, device }: Asking): string => `${personId}/${device}`;
