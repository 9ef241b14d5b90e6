import { respondError } from '#lib/server/http/respond.ts';
import { isPageOpen } from '#lib/server/public-page/open-pages.ts';
import { answerPublicPhoto } from '#lib/server/public-page/public-photos.ts';
import type { RequestHandler } from './$types';

/** A photo that the district chose for its page; every other one is nobody's business here. */
export const GET: RequestHandler = async ({ params, url, locals }) => {
	const { database, publicDistricts } = locals.server;
	const district = (await isPageOpen(database, params.code)) ? await publicDistricts.read(params.code) : undefined;
	const chosen = district?.photos.find(({ id }) => id === params.photo);
	const isThumb = url.searchParams.get('size') === 'thumb';
	const photo = chosen && { unitId: chosen.commune.id, id: chosen.id, isThumb };
	const answer = photo && (await answerPublicPhoto(locals.server, photo));

	return answer ?? respondError(404, 'not-found', 'no such photo is open');
};
