/** While the camera has the screen, a phone short of memory ends the page, and the program begins anew at its first page. The note
 *  says which form was left: what was typed there lies in its draft. */
const KEY = 've-dich:camera';

/** Whoever comes back later than this looks for the form among the drafts. */
const NOTE_MS = 60 * 60_000;

interface Note {
	personId: string;
	href: string;
	atMs: number;
}

export function noteCamera(storage: Pick<Storage, 'setItem'>, note: Note): void {
	storage.setItem(KEY, JSON.stringify(note));
}

/** The camera gave a photo or none, and the page is still there. */
export function forgetCamera(storage: Pick<Storage, 'removeItem'>): void {
	storage.removeItem(KEY);
}

/** The form that this person was taking a photo for when the page ended; told once. */
export function formLeftForCamera(
	storage: Pick<Storage, 'getItem' | 'removeItem'>,
	{ personId, nowMs }: { personId: string; nowMs: number }
): string | undefined {
	const text = storage.getItem(KEY);
	if (text === null) return undefined;
	storage.removeItem(KEY);
	const note = JSON.parse(text) as Note;
	const ageMs = nowMs - note.atMs;

	return note.personId === personId && ageMs >= 0 && ageMs < NOTE_MS ? note.href : undefined;
}
