const LOCAL_NAMES = ['localhost', '127.0.0.1', '[::1]'];

export const isLocalName = (host: string): boolean => LOCAL_NAMES.includes(host);

/** A local server is opened under several names; they are all the same one. */
export function ownOrigins(origin: string): string[] {
	const url = new URL(origin);
	if (!isLocalName(url.hostname)) return [url.origin];

	return LOCAL_NAMES.map((name) => {
		url.hostname = name;
		return url.origin;
	});
}

/**
 * Whether a page of somebody else sends this request, with our cookie. Programs send no Origin and are welcome.
 * SameSite alone lets in every other host of the same registered domain.
 */
export function isFromForeignPage(request: Request, origin: string): boolean {
	if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return false;

	const from = request.headers.get('origin');
	if (from === null) return request.headers.get('sec-fetch-site') === 'cross-site';

	return !ownOrigins(origin).includes(from) && URL.parse(from)?.host !== request.headers.get('host');
}
