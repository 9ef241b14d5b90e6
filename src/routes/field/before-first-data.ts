/** Pages that are of use before a commune's data have come down: they show nothing that is missing as not there, and what is
 *  written in them is new and replaces nothing. Every other page waits. */
const PAGES: readonly string[] = [
	'/field/check',
	'/field/check/[indicator]',
	'/field/obstacles/new',
	'/field/visits/new',
	'/field/visits/[id]',
	'/field/outbox',
	'/field/settings'
];

export const isOfUseBeforeFirstData = (routeId: string | null): boolean => routeId !== null && PAGES.includes(routeId);
