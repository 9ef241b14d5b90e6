/** Clock and chance, handed in so that tests can drive them. */
export interface World {
	/** Milliseconds since 1970, by the device's own clock. */
	now(): number;
	random(bytes: number): Uint8Array;
}
