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
	/** The same work done by others in the same run, in the same unit. */
	peers?: { [name: string]: number };
	/** What is to be reached: in the figure's unit, or as a share of a peer's or the floor's. */
	target?: Target;
}

export type Target = { atMost: number } | { atLeast: number } | { atMost: number; of: string };

/** What a file `tests/bench/<name>.bench.ts` exports. */
export interface Bench {
	title: string;
	run(): Promise<Row[]>;
}
