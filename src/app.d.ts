import type { SignedIn } from '#lib/server/accounts/accounts.ts';
import type { Unavailable } from '#lib/server/unavailable.ts';
import type { Server } from '#lib/server/server.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** For programs, as in every refusal of the interface. */
			error?: string;
			/** The page's code has not come down to this device, and cannot be fetched now. */
			isNotHereYet?: boolean;
			/** Stands in the log too, so that a person can name it. */
			id?: string;
		}
		interface PageState {
			/** The panel was opened from the table before it, so going back closes it. */
			panelOpened?: boolean;
			/** What the page before has saved. */
			saved?: {
				title: string;
				text: string;
				/** Leads to what was saved. */
				href: string;
				link: string;
				/** Accessible name of the link. */
				label: string;
				/** Of the device's clock: coming back to the page later must not say it again. */
				atMs: number;
			};
		}
		interface Locals {
			server: Server;
			/** Who the session belongs to. Known under /api only. */
			officer: SignedIn | null;
			/** Whether the session was ended from elsewhere, and did not run out. */
			isClosed: boolean;
			/** Where the request comes from. */
			callerAddress(): string;
			/** Why this request could not be answered now. */
			unavailable?: Unavailable;
		}
	}
}

export {};
