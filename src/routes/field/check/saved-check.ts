/** What the page after a form says was saved; it travels with the navigation and is gone with the page. */
export type Saved = NonNullable<App.PageState['saved']>;
