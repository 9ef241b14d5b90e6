/** Whether the browser promised not to clear what lies on this device. `unknown`: it cannot say, or was not asked yet. */
export type Persistence = 'granted' | 'refused' | 'unknown';

export interface Room {
	usedBytes: number;
	freeBytes: number;
}

type Manager = Pick<StorageManager, 'persist' | 'persisted' | 'estimate'>;

/** Says that something was saved on this device before; only then is there anything to promise. */
const HAS_SAVED_KEY = 've-dich:has-saved';

/** Asks the browser to keep the data when the device runs out of room. A browser may ask the person in turn, so the
 *  question waits until there is something to lose, and comes once a start. */
export class PersistentStorage {
	readonly #manager: Manager | undefined;
	readonly #memory: Pick<Storage, 'getItem' | 'setItem'>;
	#answer: Promise<Persistence> | undefined;

	constructor(manager: Manager | undefined, memory: Pick<Storage, 'getItem' | 'setItem'>) {
		this.#manager = manager;
		this.#memory = memory;
	}

	/** Refused is not for good: browsers change their mind once the app is installed or used more. */
	async atStart(): Promise<Persistence> {
		if (this.#memory.getItem(HAS_SAVED_KEY) !== null) return this.#ask();
		const isKept = await this.#manager?.persisted();

		return isKept ? 'granted' : 'unknown';
	}

	/** Cheap enough for every save: only the first of a start asks. */
	async afterSave(): Promise<Persistence> {
		if (this.#answer === undefined) this.#memory.setItem(HAS_SAVED_KEY, '1');

		return this.#ask();
	}

	/** What the browser believes; it rounds, and may withhold the figures. */
	async room(): Promise<Room | undefined> {
		const { usage, quota } = (await this.#manager?.estimate()) ?? {};
		if (usage === undefined || quota === undefined) return undefined;

		return { usedBytes: usage, freeBytes: Math.max(0, quota - usage) };
	}

	#ask(): Promise<Persistence> {
		return (this.#answer ??= this.#askBrowser());
	}

	async #askBrowser(): Promise<Persistence> {
		if (this.#manager === undefined) return 'unknown';
		if (await this.#manager.persisted()) return 'granted';

		return (await this.#manager.persist()) ? 'granted' : 'refused';
	}
}
