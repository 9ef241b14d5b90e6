import type { DistrictProgress } from '#lib/domain/progress/progress.ts';
import { m } from '#lib/i18n/generated/messages.js';

/** "*3 xã* xong hồ sơ 19/19 tiêu chí. …": what is true now, with the stressed words between asterisks. */
export const openingWords = (
	district: Pick<DistrictProgress, 'allDossiers' | 'withCommonDossier' | 'sentToAll'>,
	{ criteria, departments }: { criteria: number; departments: number }
): string =>
	[
		m.progress_dossiers({ n: district.allDossiers, total: criteria }),
		m.progress_common({ n: district.withCommonDossier }),
		m.progress_sent({ n: district.sentToAll, total: departments })
	].join(' ');
