import type { SyncRecord } from './change.ts';

const encoder = new TextEncoder();

/** FNV-1a, 32 bit, over UTF-8. */
export function fnv1a32(text: string): number {
	let hash = 0x811c9dc5;
	for (const byte of encoder.encode(text)) {
		hash ^= byte;
		hash = Math.imul(hash, 0x01000193);
	}
	return hash >>> 0;
}

/** One record's share of its unit's digest; the digest is the sum of these modulo 2³². */
export function recordDigest({
	kind,
	id,
	seq,
	registers
}: Pick<SyncRecord, 'kind' | 'id' | 'seq' | 'registers'>): number {
	const written = Object.keys(registers)
		.map((register) => `${register}=${registers[register]!.change};`)
		.sort()
		.join('');
	return fnv1a32(`${kind}/${id}/${seq}/${written}`);
}

export const addDigest = (sum: number, part: number): number => (sum + part) >>> 0;

/** The digest of a unit that holds these records. */
export const digestOfRecords = (records: readonly SyncRecord[]): number =>
	records.reduce((sum, record) => addDigest(sum, recordDigest(record)), 0);

export const subtractDigest = (sum: number, part: number): number => (sum - part) >>> 0;
