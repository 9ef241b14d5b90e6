import type { Config } from './config.ts';

/** What whoever reads the log later wants to know of this start: where everything lies, and no secret. */
export function startFacts({ port, host, origin, dataDir, databaseUrl, s3, today }: Config): object {
	return {
		...{ host, port, origin, dataDir },
		database: databaseUrl === undefined ? 'sqlite' : placeOf(databaseUrl),
		photos: s3 === undefined ? 'folder' : `${s3.endpoint ?? 's3'} ${s3.bucket}`,
		...(today !== undefined && { today })
	};
}

/** Without user, password and parameters, which may hold one too. */
function placeOf(databaseUrl: string): string {
	const { host, pathname } = new URL(databaseUrl);

	return `postgres://${host}${pathname}`;
}
