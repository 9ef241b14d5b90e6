import type { SignedIn } from '#lib/server/accounts/accounts.ts';
import type { Server } from '#lib/server/server.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** For programs, as in every refusal of the interface. */
			error?: string;
			/** Stands in the log too, so that a person can name it. */
			id?: string;
		}
		interface Locals {
			server: Server;
			/** Who the session belongs to. Known under /api only. */
			officer: SignedIn | null;
		}
	}
}

export {};
