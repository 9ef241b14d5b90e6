declare global {
	namespace App {
		interface PageState {
			/** The panel was opened from the table before it, so going back closes it. */
			panelOpened?: boolean;
		}
	}
}

/** Names the commune whose panel is open, so that it can be linked. */
export const PANEL_PARAM = 'xa';
