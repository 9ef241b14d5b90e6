import type { PageLoad } from './$types';

export const load: PageLoad = ({ params }) => ({ indicator: params.indicator });
