import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase } from '#lib/server/database/database.ts';
import { databaseLocation } from '#lib/server/server.ts';
import { CommandRefused } from '../speak.ts';
import { readSeeding, type Contents } from './marker.ts';

/** All that the demo puts into its folder and may take away again; the secret stays. */
const OURS = ['ve-dich.db', 've-dich.db-wal', 've-dich.db-shm', 'photos'];

/** Makes the folder ready: answers with what the last run left there, or undefined when it is empty now. */
export async function prepareFolder(dataDir: string, { fresh }: { fresh: boolean }): Promise<Contents | undefined> {
	if (!existsSync(join(dataDir, 've-dich.db'))) return undefined;

	const found = await readContents(dataDir);
	if (found === 'foreign') {
		throw new CommandRefused({
			vi: `Thư mục ${dataDir} có dữ liệu không phải của bản thử; giữ nguyên. Đặt DATA_DIR khác.`,
			en: `the data in ${dataDir} is not the demo's and stays as it is. Set DATA_DIR to another folder.`
		});
	}
	if (!fresh && found !== 'unfinished') return found;

	for (const name of OURS) await rm(join(dataDir, name), { recursive: true, force: true });
	return undefined;
}

async function readContents(dataDir: string): Promise<Contents | 'unfinished' | 'foreign'> {
	const database = await openDatabase(databaseLocation({ dataDir, databaseUrl: undefined }));
	try {
		return await readSeeding(database);
	} finally {
		await database.close();
	}
}
