/** One figure of a bench. */
export interface Row {
	name: string;
	value: number;
	unit: string;
	/** What the machine itself allows for the same work, in the same unit, and what was measured for it. */
	floor?: number;
	floorName?: string;
	/** How many times the floor; worked out from value and floor unless given. */
	ratio?: number;
}

/** What a file `tests/bench/<name>.bench.ts` exports. */
export interface Bench {
	title: string;
	run(): Promise<Row[]>;
}
