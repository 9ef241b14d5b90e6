/** On every answer: no guessing of types, no addresses told to other sites, no page of ours in a frame of theirs, nothing of
 *  the device that the program does not use. What a page itself may load and run stands in `svelte.config.js`. */
export const securityHeaders = (origin: string): Record<string, string> => ({
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'same-origin',
	'content-security-policy': "frame-ancestors 'none'",
	'permissions-policy': PERMISSIONS,
	// The certificate is the proxy's, yet the promise is about the address people type.
	...(origin.startsWith('https:') && { 'strict-transport-security': `max-age=${YEAR_S}` })
});

const YEAR_S = 365 * 86_400;

/** Photos are taken by the phone's own camera program, which needs no permission here. */
const PERMISSIONS = [
	'geolocation=(self)',
	...['camera', 'microphone', 'payment', 'usb', 'serial', 'hid', 'midi'].map((name) => `${name}=()`),
	...['accelerometer', 'gyroscope', 'magnetometer', 'display-capture', 'browsing-topics'].map((name) => `${name}=()`)
].join(', ');
