import { error } from '@sveltejs/kit';
import { isPageOpen } from '#lib/server/public-page/open-pages.ts';
import { countVisit, isVisitor, readVisits } from '#lib/server/public-page/visits.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, request, setHeaders }) => {
	const { database, publicDistricts, config } = locals.server;
	const district = (await isPageOpen(database, params.code)) ? await publicDistricts.read(params.code) : undefined;
	if (!district) error(404, 'no such page is open');

	const visit = { unitId: district.unit.id, day: publicDistricts.today };
	if (isVisitor(request.headers.get('user-agent'))) await countVisit(database, visit);
	// Asked for every time, since every time counts; the figures behind it are kept by the server.
	setHeaders({ 'cache-control': 'no-cache' });

	const { href } = new URL(`/cong-khai/${district.unit.id}`, config.origin);
	return {
		district,
		visits: await readVisits(database, visit),
		href,
		picture: `${href}/strips.png?v=${district.version}`
	};
};
