import { describe, expect, test } from 'vitest';
import { packFiles, unpackFiles } from './program-pack.ts';

const text = (content: string) => new TextEncoder().encode(content);
const FILES = [
	{ url: '/_app/a.js', type: 'text/javascript', content: text('let đ = 1;') },
	{ url: '/empty.css', type: 'text/css', content: text('') },
	{ url: '/b.woff2', type: 'font/woff2', content: new Uint8Array(5_000).fill(7) }
];

/** A line that brings so many bytes at a time, and may break off. */
const lineOf = (bytes: Uint8Array, piece: number, until = bytes.length) =>
	new ReadableStream<Uint8Array>({
		start(line) {
			for (let at = 0; at < until; at += piece) line.enqueue(bytes.slice(at, Math.min(at + piece, until)));
			line.close();
		}
	});

async function unpacked(stream: ReadableStream<Uint8Array>) {
	const files: object[] = [];
	const told: { done: number; of: number }[] = [];
	await unpackFiles(stream, {
		keep: async ({ url, type }, content) => void files.push({ url, type, content: new Uint8Array(content) }),
		oncome: (bytes) => void told.push(bytes)
	});
	return { files, told };
}

describe('the program in one answer', () => {
	test.each([1, 3, 4_096, 100_000])('is the same files again, %d bytes at a time', async (piece) => {
		const { files, told } = await unpacked(lineOf(packFiles(FILES), piece));

		expect(files).toEqual(FILES.map(({ url, type, content }) => ({ url, type, content: new Uint8Array(content) })));
		expect(told.at(-1)).toEqual({ done: 5_011, of: 5_011 });
	});

	test('keeps what came of one that breaks off, and says so', async () => {
		const pack = packFiles(FILES);
		const kept: string[] = [];

		await expect(
			unpackFiles(lineOf(pack, 100, pack.length - 1), { keep: async ({ url }) => void kept.push(url) })
		).rejects.toThrow('ends early');
		expect(kept).toEqual(['/_app/a.js', '/empty.css']);
	});
});
