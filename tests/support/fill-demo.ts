import { openServer } from '#lib/server/server.ts';
import { seedDemo } from '../../src/cli/demo/seed.ts';

/** Fills a folder with the demo's database, or the one of DATABASE_URL: `node tests/support/fill-demo.ts FOLDER`. */
const dataDir = process.argv[2];
if (!dataDir) throw new Error('name the folder to fill');

const server = await openServer({
	dataDir,
	databaseUrl: process.env['DATABASE_URL'],
	origin: 'http://localhost',
	secret: 'only for filling, sessions are signed by the server that serves',
	today: '2018-11-05'
});
await seedDemo(server, 'facts and samples');
await server.close();
