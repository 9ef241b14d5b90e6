import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { TradeDate } from '#lib/domain/dates.ts';
import { openAccounts, type Accounts } from './accounts/accounts.ts';
import { openDatabase, type DatabaseLocation, type ServerDatabase } from './database/database.ts';
import { createLive, type Live } from './live/live.ts';
import { openRelay } from './live/postgres-relay.ts';
import { silentLog, type Log } from './log.ts';
import { openPhotoFiles } from './photos/open-photo-files.ts';
import { Photos } from './photos/photos.ts';
import { UnfinishedUploads } from './photos/unfinished-uploads.ts';
import type { S3Place } from './photos/s3-place.ts';
import { PublicDistricts } from './public-page/public-district.ts';
import { ReadinessCheck } from './readiness.ts';
import { ensureReference } from './reference/ensure.ts';
import { rememberToday } from './reference/version.ts';
import { databaseStore } from './sync/database-store.ts';
import { Rates, type RateLimits } from './sync/rates.ts';
import { Seal } from './sync/seal.ts';

export interface ServerConfig {
	/** Where the SQLite file, the photos and the secret lie. */
	dataDir: string;
	/** postgres://…; without it, SQLite in `dataDir`. */
	databaseUrl?: string | undefined;
	/** Where the photos lie instead of `dataDir`. */
	s3?: S3Place | undefined;
	/** What people type into the browser: scheme, host and port. */
	origin: string;
	/** Signs the session cookies. */
	secret: string;
	/** Only in a demo: the day that counts as today. */
	today?: TradeDate | undefined;
	clock?: () => number;
	/** What a person may ask for; what is right for a district unless given. */
	rates?: RateLimits | undefined;
	log?: Log;
}

export interface Server {
	config: ServerConfig;
	database: ServerDatabase;
	accounts: Accounts;
	live: Live;
	photos: Photos;
	/** Signs what devices keep. */
	seal: Seal;
	/** What everybody may see. */
	publicDistricts: PublicDistricts;
	/** What can be stored. */
	readiness: ReadinessCheck;
	rates: Rates;
	unfinishedUploads: UnfinishedUploads;
	log: Log;
	/** Milliseconds since 1970. */
	now(): number;
	close(): Promise<void>;
}

export async function openServer(config: ServerConfig): Promise<Server> {
	const now = config.clock ?? Date.now;
	const log = config.log ?? silentLog;
	const database = await openDatabase(databaseLocation(config));
	const relay = config.databaseUrl === undefined ? undefined : openRelay(config.databaseUrl, { log });
	const live = createLive({ tell: relay?.tell });
	relay?.listen(live.hear);
	const files = await openPhotoFiles({ folder: join(config.dataDir, 'photos'), s3: config.s3 });
	try {
		await ensureReference(database);
		await rememberToday(database, config.today);
	} catch (error) {
		await relay?.close();
		await database.close();
		throw error;
	}

	return {
		config,
		database,
		accounts: openAccounts({ database, origin: config.origin, secret: config.secret, now, log }),
		live,
		seal: new Seal(config.secret),
		photos: new Photos(files, { store: databaseStore(database), live, now, random: randomBytes, log }),
		publicDistricts: new PublicDistricts(database, { today: config.today, now }),
		readiness: new ReadinessCheck({ database, photoFiles: files, log, now }),
		rates: new Rates(now, config.rates),
		unfinishedUploads: new UnfinishedUploads(),
		log,
		now,
		async close() {
			live.close();
			await relay?.close();
			await database.close();
		}
	};
}

export function databaseLocation({
	databaseUrl,
	dataDir
}: Pick<ServerConfig, 'databaseUrl' | 'dataDir'>): DatabaseLocation {
	return databaseUrl === undefined ? { file: join(dataDir, 've-dich.db') } : { url: databaseUrl };
}
