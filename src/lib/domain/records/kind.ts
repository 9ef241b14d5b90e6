import type * as z from 'zod/mini';

/** How a kind's record ids are formed: any UUIDv7, or fixed so that two people who start the same thing meet in it. */
export type IdForm = 'uuid' | ((id: string) => boolean);

export interface Kind {
	scope: 'commune' | 'district' | 'any';
	id: IdForm;
	/** The registers a device may know, each with the shape of its value. */
	registers: { readonly [register: string]: z.ZodMiniType };
	/** Registers that only the server writes. */
	byServer?: readonly string[];
	/** Written once: a second write of any register is refused. */
	once?: true;
}
