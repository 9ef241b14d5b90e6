/** Names the commune whose panel is open, so that it can be linked. */
export const PANEL_PARAM = 'xa';
