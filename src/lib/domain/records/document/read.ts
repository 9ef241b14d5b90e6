import type { SyncRecord } from '../../changes/change.ts';
import { isVoided, valueOf, type Value } from '../kinds.ts';
import type { StoredBlock } from './schema.ts';

export type DocumentHead = Value<'document', 'head'>;
export type DocumentKind = DocumentHead['kind'];

/** A paper that was issued. */
export interface Issued {
	id: string;
	record: SyncRecord;
	head: DocumentHead;
	/** Its text; null while parts of it have not arrived. */
	blocks: StoredBlock[] | null;
	/** Null while it has none, and where another paper had the same number before: see `clashesWith`. */
	number: string | null;
	/** The paper that had the number first, and the number. It is given a new one; until then it is printed without. */
	clash: { no: string; with: string } | null;
	/** The paper that took its place. */
	replacedBy: string | null;
	/** Taken back by the office. Its number is not given a second time. */
	isWithdrawn: boolean;
}

/** The district's papers, those replaced and withdrawn among them, in the order in which they were issued. */
export function documentsOf(records: readonly SyncRecord[]): Issued[] {
	const found = records.filter(({ kind }) => kind === 'document').flatMap(readDocument);
	const replacedBy = new Map(
		found.flatMap(({ id, record, head }) =>
			head.replaces && !isVoided(record) ? [[head.replaces.id, id] as const] : []
		)
	);
	const holders = numberHolders(found);

	return found
		.map((one): Issued => {
			const holder = one.no === '' ? undefined : holders.get(numberKey(one.head, one.no))!;
			return {
				...{ id: one.id, record: one.record, head: one.head, blocks: one.blocks },
				number: holder?.id === one.id ? one.no : null,
				clash: holder && holder.id !== one.id ? { no: one.no, with: holder.id } : null,
				replacedBy: replacedBy.get(one.id) ?? null,
				isWithdrawn: isVoided(one.record)
			};
		})
		.sort((a, b) => (stampOf(a) < stampOf(b) ? -1 : 1));
}

type Found = Pick<Issued, 'id' | 'record' | 'head' | 'blocks'> & { no: string };

function readDocument(record: SyncRecord): Found[] {
	const head = valueOf(record, 'document', 'head');
	if (!head) return [];
	const parts = Array.from(
		{ length: head.parts },
		(_, at) => record.registers[`part:${at}`]?.value?.['blocks'] as StoredBlock[] | undefined
	);
	const blocks = parts.every((part) => part !== undefined) ? parts.flat() : null;

	return [{ id: record.id, record, head, blocks, no: valueOf(record, 'document', 'number')?.no.trim() ?? '' }];
}

const stampOf = ({ record, id }: Pick<Issued, 'record' | 'id'>): string => `${record.registers['head']?.stamp} ${id}`;

/** Numbers run by symbol and year; 05 and 5 are the same. */
const numberKey = ({ symbol, on }: Pick<DocumentHead, 'symbol' | 'on'>, no: string): string =>
	[on.slice(0, 4), symbol, no.toLocaleLowerCase('vi').replace(/^0+(?=\d)/, '')].join('/');

/** Of papers with one number, the one that was given it first: every device that has the same records says the same. */
function numberHolders(found: readonly Found[]): Map<string, Found> {
	const givenAt = ({ record, id }: Found) => `${record.registers['number']?.stamp} ${id}`;
	const holders = new Map<string, Found>();
	for (const one of found) {
		const key = numberKey(one.head, one.no);
		const holder = holders.get(key);
		if (!holder || givenAt(one) < givenAt(holder)) holders.set(key, one);
	}
	return holders;
}

/** What tells a paper's number. */
export interface Numbered extends Pick<Issued, 'number' | 'clash'> {
	head: Pick<DocumentHead, 'symbol' | 'on'>;
}

/** The number after the highest one that this device knows of. */
export function nextNumber(
	documents: readonly Numbered[],
	{ symbol, on }: Pick<DocumentHead, 'symbol' | 'on'>
): string {
	const given = documents
		.filter(({ head }) => head.symbol === symbol && head.on.slice(0, 4) === on.slice(0, 4))
		.map(({ number, clash }) => /^\d+/.exec(number ?? clash?.no ?? '')?.[0]);

	return String(Math.max(0, ...given.map((no) => Number(no ?? 0))) + 1).padStart(2, '0');
}

/** Whether another paper of the same symbol and year has the number, as far as this device knows. */
export function isNumberTaken(documents: readonly Numbered[], { symbol, on }: Numbered['head'], no: string): boolean {
	const key = numberKey({ symbol, on }, no.trim());

	return documents.some(({ head, number }) => number !== null && numberKey(head, number) === key);
}

/** The papers of a kind that stand for a briefing, the latest first. More than one where two devices issued it without
 *  knowing of each other. */
export const standingOf = (documents: readonly Issued[], briefingId: string, kind: DocumentKind): Issued[] =>
	documents
		.filter(({ head }) => head.briefingId === briefingId && head.kind === kind)
		.filter(({ replacedBy, isWithdrawn }) => replacedBy === null && !isWithdrawn)
		.reverse();

/** Whether the briefing or one of its decisions was written again since the paper was issued. */
export function isOvertaken({ head, record }: Issued, records: readonly SyncRecord[]): boolean {
	const issuedAt = record.registers['head']?.stamp ?? '';
	const isOfBriefing = (one: SyncRecord) =>
		(one.kind === 'briefing' && one.id === head.briefingId) ||
		(one.kind === 'decision' && valueOf(one, 'decision', 'decision')?.briefingId === head.briefingId);

	return records.some(
		(one) => isOfBriefing(one) && Object.values(one.registers).some(({ stamp }) => stamp > issuedAt)
	);
}

/** "Thông báo số 05/TB-VPĐP ngày 02/11/2018". Papers are named in Vietnamese whatever language the screen speaks. */
export function documentName({ head, number }: Pick<Issued, 'head' | 'number'>): string {
	const { type, symbol, on } = head;
	const kind = type.charAt(0) + type.slice(1).toLocaleLowerCase('vi');
	const day = [on.slice(8, 10), on.slice(5, 7), on.slice(0, 4)].join('/');

	return `${kind} ${number === null ? `(chưa có số) /${symbol}` : `số ${number}/${symbol}`} ngày ${day}`;
}
