/** Whether `If-None-Match` names this version, with or without the quotes that HTTP wants around it. */
export function matchesEtag(request: Request, version: string): boolean {
	const known = request.headers.get('if-none-match')?.split(',') ?? [];

	return known.some((tag) => tag.trim().replace(/^W\//, '').replaceAll('"', '') === version);
}
