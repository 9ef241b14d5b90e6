import type * as z from 'zod/mini';

/** The registers of a kind that a device may know, each with the shape of its value. */
export interface Registers {
	readonly [register: string]: z.ZodMiniType;
}
