/**
 * All files of the program in one answer: on a slow network some three hundred requests one after the other take a minute,
 * one takes the time of its bytes. The pack is four bytes (big-endian) with the length of a list in JSON, the list, and then
 * the files in the list's order. `src/cli/build/write-pack.ts` makes it.
 */
export interface PackedFile {
	/** As the page asks for it, such as `/field`. */
	url: string;
	/** Its Content-Type. */
	type: string;
	bytes: number;
}

const LENGTH_BYTES = 4;

/** Where the pack of a version lies. Its name changes with the version, as those of all files around it do. */
export const packUrl = (version: string): string => `/_app/immutable/packs/${version}.pack`;

export function packFiles(files: readonly (Omit<PackedFile, 'bytes'> & { content: Uint8Array })[]): Uint8Array {
	const list: PackedFile[] = files.map(({ url, type, content }) => ({ url, type, bytes: content.length }));
	const head = new TextEncoder().encode(JSON.stringify(list));
	const length = new Uint8Array(LENGTH_BYTES);
	new DataView(length.buffer).setUint32(0, head.length);

	const parts = [length, head, ...files.map(({ content }) => content)];
	const pack = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		pack.set(part, at);
		at += part.length;
	}
	return pack;
}

interface Unpacking {
	/** Resolves when the file is kept. */
	keep: (file: PackedFile, content: Uint8Array<ArrayBuffer>) => Promise<void>;
	/** How much has come, after each piece that the network brings. */
	oncome?: (bytes: { done: number; of: number }) => void;
}

/** Hands out the files of a pack as they come. Throws when it ends early or is no pack. */
export async function unpackFiles(stream: ReadableStream<Uint8Array>, { keep, oncome }: Unpacking): Promise<void> {
	const reader = new BytesReader(stream.getReader());
	const length = new DataView((await reader.take(LENGTH_BYTES)).buffer).getUint32(0);
	const list = JSON.parse(new TextDecoder().decode(await reader.take(length))) as PackedFile[];
	const of = list.reduce((sum, { bytes }) => sum + bytes, 0);
	const head = reader.taken;

	for (const file of list) {
		await keep(file, await reader.take(file.bytes));
		oncome?.({ done: reader.taken - head, of });
	}
}

/** Bytes of a stream, so many at a time. */
class BytesReader {
	taken = 0;
	readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
	#rest = new Uint8Array();

	constructor(reader: ReadableStreamDefaultReader<Uint8Array>) {
		this.#reader = reader;
	}

	async take(count: number): Promise<Uint8Array<ArrayBuffer>> {
		const bytes = new Uint8Array(count);
		let filled = 0;
		while (filled < count) {
			if (this.#rest.length === 0) await this.#next();
			const piece = this.#rest.subarray(0, count - filled);
			bytes.set(piece, filled);
			filled += piece.length;
			this.#rest = this.#rest.subarray(piece.length);
		}
		this.taken += count;
		return bytes;
	}

	async #next(): Promise<void> {
		const { done, value } = await this.#reader.read();
		if (done) throw new Error('the pack ends early');
		this.#rest = new Uint8Array(value);
	}
}
