import { m } from '#lib/i18n/generated/messages.js';

export interface DeskPlace {
	href: string;
	label: string;
}

export const REPORT_HREF = '/district/report';
export const REVIEW_HREF = '/district/review';
/** Not among the tabs of a phone, which has room for no more: the report leads there. */
export const BRIEFINGS_HREF = '/district/briefings';

/** Where the desk leads, in the bar as in the tabs. */
export const deskPlaces = (): DeskPlace[] => [
	{ href: '/district', label: m.tab_progress() },
	{ href: REVIEW_HREF, label: m.tab_review() },
	{ href: '/district/communes', label: m.tab_communes_any() },
	{ href: BRIEFINGS_HREF, label: m.tab_briefings() },
	{ href: REPORT_HREF, label: m.tab_report() }
];

/** Pages lie below their place, but all of the desk lies below the first one. */
export const isAt = (href: string, pathname: string): boolean =>
	href === '/district' ? pathname === href : pathname === href || pathname.startsWith(`${href}/`);
