import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '#lib/server/config.ts';
import type { ServerDatabase } from '#lib/server/database/database.ts';
import { silentLog } from '#lib/server/log.ts';
import { openPhotoFiles } from '#lib/server/photos/open-photo-files.ts';
import { Photos } from '#lib/server/photos/photos.ts';
import { tendPhotos, type Tended } from '#lib/server/photos/tend-photos.ts';
import { tendingGround } from '#lib/server/photos/tending-ground.ts';
import { databaseStore } from '#lib/server/sync/database-store.ts';
import { CommandRefused, say, type Words } from './speak.ts';

interface Care {
	database: ServerDatabase;
	config: Pick<Config, 'dataDir' | 's3' | 'today'>;
	isLossCertain: boolean;
}

/** What the server does every six hours, now. Devices hear of it when they ask next. */
export async function careForPhotos({ database, config, isLossCertain }: Care): Promise<void> {
	const ground = { store: databaseStore(database), live: { announce() {} }, now: Date.now, random: randomBytes };
	const files = await openPhotoFiles({ folder: join(config.dataDir, 'photos'), s3: config.s3 });
	const photos = new Photos(files, { ...ground, log: silentLog });
	const { live, now } = ground;
	const tended = await tendPhotos(tendingGround({ database, photos, log: silentLog, live, now, config }), {
		isLossCertain
	});

	if (tended.isWrongPlace) throw new CommandRefused(wrongPlace(tended));
	tell(tended);
}

const wrongPlace = ({ lost, stored }: Tended): Words => ({
	vi: `Không thấy ${lost} trong ${stored} ảnh đã nhận. Kiểm tra DATA_DIR, S3_BUCKET. Nếu đúng là ảnh đã mất, thêm --lost.`,
	en: `${lost} of ${stored} photos received are not here. Look at DATA_DIR and S3_BUCKET. If they are really lost, add --lost.`
});

function tell({ found, missing, lost, collected }: Tended): void {
	say({
		vi: `Ảnh: ${found} ảnh đã đủ, nay ghi là đã nhận; ${missing} ảnh chờ quá 14 ngày; ${lost} ảnh đã mất, đã báo; ${collected} tệp không ai dùng, đã xóa.`,
		en: `photos: ${found} were whole and are now marked so, ${missing} have been awaited for more than 14 days, ${lost} were lost and that was told, ${collected} that nobody names were removed.`
	});
}
