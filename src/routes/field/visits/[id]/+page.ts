import type { PageLoad } from './$types';

export const load: PageLoad = ({ params }) => ({ visitId: params.id });
