import { crc32, deflateSync } from 'node:zlib';

/** A colour as `#RRGGBB`. */
export type Colour = `#${string}`;

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PALETTE_COLOURS = 3;
const DEPTH_BITS = 8;

/** A picture made of filled rectangles in a few colours, as strips are. */
export class Picture {
	readonly width: number;
	readonly height: number;
	readonly #palette: Colour[];
	readonly #points: Uint8Array;

	constructor(width: number, height: number, ground: Colour) {
		this.width = width;
		this.height = height;
		this.#palette = [ground];
		this.#points = new Uint8Array(width * height);
	}

	/** Whole pixels; what lies outside is left out. */
	fill(x: number, y: number, width: number, height: number, colour: Colour): void {
		const index = this.#indexOf(colour);
		const from = Math.max(0, x);
		const to = Math.min(this.width, x + width);
		for (let row = Math.max(0, y); row < Math.min(this.height, y + height); row += 1)
			this.#points.fill(index, row * this.width + from, row * this.width + Math.max(from, to));
	}

	colourAt(x: number, y: number): Colour {
		return this.#palette[this.#points[y * this.width + x]!]!;
	}

	toPng(): Buffer {
		const header = Buffer.alloc(13);
		header.writeUInt32BE(this.width, 0);
		header.writeUInt32BE(this.height, 4);
		header.set([DEPTH_BITS, PALETTE_COLOURS], 8);
		const palette = Buffer.concat(this.#palette.map((colour) => Buffer.from(colour.slice(1), 'hex')));

		return Buffer.concat([
			SIGNATURE,
			chunk('IHDR', header),
			chunk('PLTE', palette),
			chunk('IDAT', deflateSync(this.#rows())),
			chunk('IEND', Buffer.alloc(0))
		]);
	}

	/** Every row begins with the number of its filter: none. */
	#rows(): Buffer {
		const rows = Buffer.alloc((this.width + 1) * this.height);
		for (let row = 0; row < this.height; row += 1)
			rows.set(this.#points.subarray(row * this.width, (row + 1) * this.width), row * (this.width + 1) + 1);

		return rows;
	}

	#indexOf(colour: Colour): number {
		const known = this.#palette.indexOf(colour);
		return known >= 0 ? known : this.#palette.push(colour) - 1;
	}
}

function chunk(type: string, body: Buffer): Buffer {
	const typed = Buffer.concat([Buffer.from(type, 'latin1'), body]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(body.length);
	const sum = Buffer.alloc(4);
	sum.writeUInt32BE(crc32(typed));

	return Buffer.concat([length, typed, sum]);
}
