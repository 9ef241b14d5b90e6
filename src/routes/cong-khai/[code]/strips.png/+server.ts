import { deflateSync } from 'node:zlib';
import { pngOf } from '#lib/domain/pictures/png.ts';
import { isPageOpen } from '#lib/server/public-page/open-pages.ts';
import { stripsPicture } from '#lib/server/public-page/strips-picture.ts';
import { respondError } from '#lib/server/http/respond.ts';
import type { RequestHandler } from './$types';

/** The address carries the version of the figures, so a picture once fetched stays true. */
const A_DAY = 'public, max-age=86400';

export const GET: RequestHandler = async ({ params, locals }) => {
	const { database, publicDistricts } = locals.server;
	const district = (await isPageOpen(database, params.code)) ? await publicDistricts.read(params.code) : undefined;
	if (!district) return respondError(404, 'not-found', 'no such page is open');

	const strips = district.communes.map(({ progress }) => progress.criteria);
	const picture = pngOf(stripsPicture(strips, district.set), deflateSync);
	return new Response(picture, {
		headers: { 'content-type': 'image/png', 'cache-control': A_DAY }
	});
};
