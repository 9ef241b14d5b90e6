import { expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { startFacts } from './start-facts.ts';

test('the log says of a start where everything lies, and no secret', () => {
	const facts = startFacts(
		readConfig({
			...{ PORT: '4310', DATA_DIR: '/srv/ve-dich', ORIGIN: 'https://ntm.example.vn' },
			DATABASE_URL: 'postgres://office:top-secret@db:5432/ve_dich?password=top-secret',
			...{ S3_BUCKET: 'anh', S3_REGION: 'hcm', S3_ACCESS_KEY_ID: 'key-id', S3_SECRET_ACCESS_KEY: 'top-secret' },
			S3_ENDPOINT: 'https://s3.example.vn'
		})
	);

	expect(facts).toEqual({
		...{ host: '127.0.0.1', port: 4310, origin: 'https://ntm.example.vn', dataDir: '/srv/ve-dich' },
		...{ database: 'postgres://db:5432/ve_dich', photos: 'https://s3.example.vn anh' }
	});
	expect(JSON.stringify(facts)).not.toMatch(/top-secret|key-id|office/);
	expect(startFacts(readConfig({}))).toMatchObject({ database: 'sqlite', photos: 'folder' });
});
