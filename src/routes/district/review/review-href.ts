/** Which value is open, as `<unit>/<kind>/<record>`. */
export const REVIEW_PARAM = 'muc';

export const reviewHref = (key: string): string => `/district/review?${REVIEW_PARAM}=${encodeURIComponent(key)}`;
