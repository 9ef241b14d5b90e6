/** On every answer: no guessing of types, no addresses told to other sites, no page of ours in a frame of theirs. */
export const SECURITY_HEADERS = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'same-origin',
	'content-security-policy': "frame-ancestors 'none'"
} as const;
