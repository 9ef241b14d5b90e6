/** One prerendered page is the shell that the service worker answers every deep link with. */
export const prerender = true;
