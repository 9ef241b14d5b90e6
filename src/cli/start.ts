import type { Server } from 'node:http';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readConfig } from '#lib/server/config.ts';
import { securityHeaders } from '#lib/server/http/security-headers.ts';
import { createJsonLog } from '#lib/server/json-log.ts';
import { outliveBrokenStreams } from '#lib/server/outlive-broken-streams.ts';
import { currentBuild, entryOf, useBuild } from './build/build-folders.ts';
import { CommandRefused, runCommand, warn } from './speak.ts';
import { startWarnings } from './start-warnings.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** A little above the 2 MiB of a push, so that our own answer says what is too large, and not the adapter's. */
const BODY_SIZE_LIMIT = 2 * 1024 * 1024 + 64 * 1024;

/** An open answer is cut off after so many seconds; nothing but a slow download is still open then. */
const SHUTDOWN_TIMEOUT_S = 10;

const USAGE = `npm start

  PORT, HOST, ORIGIN, DATA_DIR, DATABASE_URL, S3_*, ADDRESS_HEADER, XFF_DEPTH, LOG_LEVEL: docs/operating.md`;

await runCommand(async () => {
	if (process.argv.includes('--help')) return console.log(USAGE);
	const config = readConfig(process.env);
	const build = currentBuild(ROOT);
	if (build === undefined) {
		throw new CommandRefused({
			vi: 'Chưa có bản dựng. Chạy "npm run build" trước.',
			en: 'there is no build yet. Run "npm run build" first.'
		});
	}
	await refusePortInUse(config.port, config.host);
	for (const words of startWarnings(process.env, config)) warn(words);
	await useBuild(build);
	outliveBrokenStreams(createJsonLog());

	process.env['PORT'] = String(config.port);
	process.env['HOST'] = config.host;
	process.env['ORIGIN'] = config.origin;
	process.env['DATA_DIR'] = config.dataDir;
	process.env['NODE_ENV'] ??= 'production';
	process.env['BODY_SIZE_LIMIT'] ??= String(BODY_SIZE_LIMIT);
	process.env['SHUTDOWN_TIMEOUT'] ??= String(SHUTDOWN_TIMEOUT_S);
	const { server } = (await import(pathToFileURL(entryOf(build)).href)) as { server: { server: Server } };
	const headers = securityHeaders(config.origin);
	// Pages and files that need no work are answered before the program's own hook would set these.
	server.server.prependListener('request', (_request, response) => {
		for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
	});

	console.log(`Về đích: ${config.origin}`);
});

async function refusePortInUse(port: number, host: string): Promise<void> {
	const probe = createServer();
	await new Promise<void>((resolve, reject) => {
		probe.once('error', reject);
		probe.listen(port, host, () => probe.close(() => resolve()));
	}).catch((error: NodeJS.ErrnoException) => {
		if (error.code !== 'EADDRINUSE') throw error;
		throw new CommandRefused({
			vi: `Cổng ${port} đang có chương trình khác dùng. Đặt PORT khác.`,
			en: `another program uses port ${port}. Set PORT to another one.`
		});
	});
}
