import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureSecret, readConfig, type Config } from '#lib/server/config.ts';
import { openServer } from '#lib/server/server.ts';
import { buildProject, isBuildStale } from './build/build-project.ts';
import { prepareFolder } from './demo/data-folder.ts';
import type { Contents } from './demo/marker.ts';
import { seedDemo } from './demo/seed.ts';
import { welcome } from './demo/welcome.ts';
import { CommandRefused, runCommand, say } from './speak.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
const TODAY = '2018-11-05';

const USAGE = 'npm run demo -- [--fresh] [--facts-only]';

await runCommand(async () => {
	if (process.argv.includes('--help')) return console.log(USAGE);
	const { fresh, factsOnly } = readArguments();
	const config = takeConfig();
	await refusePortInUse(config);

	if (await isBuildStale(ROOT)) {
		say({ vi: 'Đang dựng bản chạy, khoảng một phút.', en: 'Building, about a minute.' });
		await buildProject(ROOT);
	}
	const contents = await fill(config, { fresh, wanted: factsOnly ? 'facts' : 'facts and samples' });

	await import('./start.ts');
	// Starting shows its own refusals.
	if (process.exitCode) return;
	welcome({ ...config, contents });
});

function readArguments(): { fresh: boolean; factsOnly: boolean } {
	try {
		const { values } = parseArgs({ options: { fresh: { type: 'boolean' }, 'facts-only': { type: 'boolean' } } });
		return { fresh: values.fresh ?? false, factsOnly: values['facts-only'] ?? false };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		throw new CommandRefused({
			vi: `Tham số sai. ${message}\n${USAGE}`,
			en: `${message}\n${USAGE}`
		});
	}
}

/** What the demo sets, the server it starts finds in its environment. */
function takeConfig(): Config {
	process.env['PORT'] ||= '3018';
	process.env['DATA_DIR'] ||= '.demo';
	process.env['DEMO_TODAY'] = TODAY;
	// The demo never touches a database that it has not made itself.
	delete process.env['DATABASE_URL'];

	return readConfig(process.env);
}

/** Before anything is taken away: a demo that still runs has the folder open. */
async function refusePortInUse({ port, host }: Config): Promise<void> {
	const probe = createServer();
	const isFree = await new Promise<boolean>((resolve) => {
		probe.once('error', () => resolve(false));
		probe.listen(port, host, () => probe.close(() => resolve(true)));
	});
	if (isFree) return;

	throw new CommandRefused({
		vi: `Cổng ${port} đang có chương trình khác dùng; có thể bản thử đang chạy. Dừng nó hoặc đặt PORT khác.`,
		en: `port ${port} is in use; the demo may be running already. Stop it or set PORT to another one.`
	});
}

async function fill(config: Config, { fresh, wanted }: { fresh: boolean; wanted: Contents }): Promise<Contents> {
	const left = await prepareFolder(config.dataDir, { fresh });
	if (left !== undefined) {
		say({
			vi: `Dùng tiếp dữ liệu lần trước trong ${config.dataDir}.`,
			en: `The last run's data in ${config.dataDir} is kept.`
		});
		if (left !== wanted) say({ vi: 'Muốn nạp lại từ đầu thì thêm --fresh.', en: 'Add --fresh to fill it anew.' });
		return left;
	}

	say({ vi: 'Đang nạp dữ liệu.', en: 'Filling the database.' });
	const server = await openServer({ ...config, secret: await ensureSecret(config.dataDir) });
	try {
		await seedDemo(server, wanted);
	} finally {
		await server.close();
	}
	return wanted;
}
