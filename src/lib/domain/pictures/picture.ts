/** A colour as `#RRGGBB`. */
export type Colour = `#${string}`;

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

	/** In whole pixels; what lies outside is left out. */
	fill(x: number, y: number, width: number, height: number, colour: Colour): void {
		const index = this.#indexOf(colour);
		const from = Math.max(0, Math.round(x));
		const to = Math.min(this.width, Math.round(x + width));
		for (let row = Math.max(0, Math.round(y)); row < Math.min(this.height, Math.round(y + height)); row += 1)
			this.#points.fill(index, row * this.width + from, row * this.width + Math.max(from, to));
	}

	colourAt(x: number, y: number): Colour {
		return this.#palette[this.#points[y * this.width + x]!]!;
	}

	get palette(): readonly Colour[] {
		return this.#palette;
	}

	/** Of a row, each pixel's place in the palette. */
	row(y: number): Uint8Array {
		return this.#points.subarray(y * this.width, (y + 1) * this.width);
	}

	#indexOf(colour: Colour): number {
		const known = this.#palette.indexOf(colour);
		return known >= 0 ? known : this.#palette.push(colour) - 1;
	}
}
