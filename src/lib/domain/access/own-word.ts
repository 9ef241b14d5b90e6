import type { SyncRecord } from '../changes/change.ts';
import type { KindName, RegisterName } from '../records/kinds.ts';
import { findEntry } from '../records/lists.ts';

/** Registers in which somebody says what they saw, want or chose: the office's own word stays the office's. The others say how
 *  far something is; whoever knows it last goes on from what stands, whoever wrote that. */
const OWN_WORDS = {
	profile: [],
	check: ['subject', 'measurement', 'place'],
	review: ['verdict'],
	visit: ['opening', 'attendance', 'conclusion', 'place', 'post', 'criterion'],
	finding: ['verdict'],
	remark: ['text'],
	dossier: [],
	paper: ['item'],
	tally: [],
	appraisal: ['confirmed'],
	letter: ['content'],
	target: ['registration'],
	obstacle: ['statement'],
	task: ['assignment'],
	works: ['contract'],
	photo: ['file', 'caption'],
	survey: [],
	briefing: ['meeting', 'assessment', 'conclusion'],
	statement: ['said'],
	decision: ['decision'],
	document: ['head', 'part', 'number'],
	conflict: []
} as const satisfies { [K in KindName]: readonly (RegisterName<K> | EntriesOf<K>)[] };

/** Lists whose entries are registers each. */
type EntriesOf<K extends KindName> = K extends 'visit' ? 'post' | 'criterion' : K extends 'document' ? 'part' : never;

/** `life` too: what the office voided stays voided. */
export const isOwnWord = (kind: string, register: string): boolean =>
	register === 'life' || wordsOf(kind).includes(nameOf(kind, register));

const wordsOf = (kind: string): readonly string[] => (OWN_WORDS as { [kind: string]: readonly string[] })[kind] ?? [];

export type IsOffice = (person: string) => boolean;

/** Whether a register holds a word of the office, or is kept free for one: what nobody has written yet in a record that is
 *  the office's alone. A record that holds any word of the office is voided by the office. */
export function isOfficesWord(record: SyncRecord, register: string, isOffice: IsOffice): boolean {
	const { kind } = record;
	if (!isOwnWord(kind, register)) return false;
	const standing = record.registers[register];
	if (standing && isOffice(standing.by)) return true;
	if (standing && register !== 'life') return false;

	const words = Object.entries(record.registers).filter(([name]) => name !== 'life' && isHeld(kind, name));
	const ofOffice = words.filter(([, { by }]) => isOffice(by)).length;
	return register === 'life' ? ofOffice > 0 : ofOffice > 0 && ofOffice === words.length;
}

/** Of a kind that has no words of anybody's own, every register counts. */
const isHeld = (kind: string, register: string): boolean =>
	wordsOf(kind).length === 0 || wordsOf(kind).includes(nameOf(kind, register));

const nameOf = (kind: string, register: string): string => findEntry(kind, register)?.list.name ?? register;
