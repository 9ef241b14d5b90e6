/** What the page after a form says was saved; it travels with the navigation and is gone with the page. */
export interface Saved {
	title: string;
	text: string;
	/** Leads to what was saved. */
	href: string;
	link: string;
	/** Accessible name of the link. */
	label: string;
	/** Of the device's clock: coming back to the page later must not say it again. */
	atMs: number;
}

declare global {
	namespace App {
		interface PageState {
			saved?: Saved;
		}
	}
}
