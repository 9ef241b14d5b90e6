import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver, { type Context } from '@20minutes/s3rver';
import type { S3Place } from '#lib/server/photos/s3-place.ts';
import { freePort } from './free-port.ts';

/** An S3-compatible server on a free port of the loopback, with one empty bucket. */
export async function startS3(): Promise<{ place: S3Place; stop(): Promise<void> }> {
	const directory = await mkdtemp(join(tmpdir(), 've-dich-s3-'));
	const port = await freePort();
	const server = new S3rver({
		...{ address: '127.0.0.1', port, silent: true, directory, vhostBuckets: false },
		// It reckons with `/photos` where today's clients sign `/photos/`.
		allowMismatchedSignatures: true,
		configureBuckets: [{ name: 'photos' }]
	});
	server.middleware.unshift(uploadsUnderWay);
	await server.run();

	return {
		place: {
			bucket: 'photos',
			endpoint: `http://127.0.0.1:${port}`,
			region: 'us-east-1',
			accessKeyId: 'S3RVER',
			secretAccessKey: 'S3RVER'
		},
		async stop() {
			await server.close();
			await rm(directory, { recursive: true, force: true });
		}
	};
}

/** Two calls that the package lacks, on the parts that it keeps: ListParts and AbortMultipartUpload. */
async function uploadsUnderWay(ctx: Context, next: () => Promise<void>): Promise<void> {
	const { uploadId } = ctx.query;
	if (uploadId === undefined || !['GET', 'DELETE'].includes(ctx.method)) return next();

	const folder = join(ctx.store.getResourcePath('photos', undefined, 'uploads'), uploadId);
	const names = await readdir(folder).catch(() => undefined);
	ctx.type = 'application/xml';
	if (!names) {
		ctx.status = 404;
		ctx.body = '<?xml version="1.0"?><Error><Code>NoSuchUpload</Code><Message>unknown</Message></Error>';
		return;
	}
	if (ctx.method === 'DELETE') {
		await rm(folder, { recursive: true });
		ctx.status = 204;
		return;
	}
	const parts = names.filter((name) => /^\d+$/.test(name)).sort((a, b) => Number(a) - Number(b));
	const listed = await Promise.all(
		parts.map(async (number) => {
			const { size } = await stat(join(folder, number));
			return `<Part><PartNumber>${number}</PartNumber><ETag>"${number}"</ETag><Size>${size}</Size></Part>`;
		})
	);
	ctx.status = 200;
	ctx.body = `<?xml version="1.0"?><ListPartsResult>${listed.join('')}<IsTruncated>false</IsTruncated></ListPartsResult>`;
}
