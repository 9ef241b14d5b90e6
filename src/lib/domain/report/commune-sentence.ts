import type { CommuneProgress } from '../progress/progress.ts';
import type { CommuneFigure } from './figure-sources.ts';
import type { Run, Source } from './report-document.ts';
import { figureRun, plain } from './report-words.ts';

type Sources = Partial<Record<CommuneFigure, Source[]>>;

/** A commune's figures, each with the same key in sentence and table. */
export function communeFigure(progress: CommuneProgress, figure: CommuneFigure, sources: Sources = {}): Run {
	const { unitId, dossiers, commonDossier, departments, target } = progress;
	const from = sources[figure] ?? [];
	const key = `${unitId}/${figure}`;

	switch (figure) {
		case 'dossiers':
			return dossiers.complete === null
				? figureRun(key, null, from, dossiers.preparing ? 'đang lập' : undefined)
				: figureRun(key, dossiers.complete, from, `${dossiers.complete}/${dossiers.total}`);
		case 'common':
			return commonDossier === null
				? figureRun(key, null, from)
				: figureRun(key, commonDossier === 'complete' ? 'đã có' : 'còn thiếu', from);
		case 'sent':
			return departments.sent === null
				? figureRun(key, null, from)
				: figureRun(key, departments.sent, from, `${departments.sent}/${departments.total}`);
		case 'inspected':
			return figureRun(key, departments.inspected, from);
		case 'year':
			return figureRun(key, target.year, from);
	}
}

/** "đã hoàn thiện hồ sơ 19/19 tiêu chí, còn thiếu hồ sơ chung của xã; đã gửi hồ sơ đến 8/17 ngành của tỉnh; 5 ngành của
 *  tỉnh đã về kiểm tra." What the commune has not reported is said, at the end. */
export function communeSentence(progress: CommuneProgress, sources: Sources = {}): Run[] {
	const figure = (name: CommuneFigure) => communeFigure(progress, name, sources);
	const { dossiers, commonDossier, departments } = progress;
	const clauses: Run[][] = [];

	const ofDossiers = dossiersClause(progress, figure('dossiers'));
	const ofCommon = commonDossier === null ? [] : [figure('common'), plain(' hồ sơ chung của xã')];
	if (ofDossiers.length > 0 && ofCommon.length > 0) clauses.push([...ofDossiers, plain(', '), ...ofCommon]);
	else if (ofDossiers.length + ofCommon.length > 0) clauses.push([...ofDossiers, ...ofCommon]);
	if (departments.sent !== null) clauses.push([plain('đã gửi hồ sơ đến '), figure('sent'), plain(' ngành của tỉnh')]);
	if (departments.inspected === 0) clauses.push([plain('chưa có ngành nào của tỉnh về kiểm tra')]);
	else if (departments.inspected !== null)
		clauses.push([figure('inspected'), plain(' ngành của tỉnh đã về kiểm tra')]);

	const unknown = [
		dossiers.complete === null && !dossiers.preparing ? 'số hồ sơ tiêu chí' : '',
		commonDossier === null ? 'hồ sơ chung' : '',
		departments.sent === null ? 'số ngành đã gửi hồ sơ' : '',
		departments.inspected === null ? 'số ngành đã kiểm tra' : ''
	].filter((words) => words !== '');
	if (unknown.length > 0) clauses.push([plain(`chưa báo ${unknown.join(', ')}`)]);

	return [...clauses.flatMap((clause, at) => (at === 0 ? clause : [plain('; '), ...clause])), plain('.')];
}

function dossiersClause({ dossiers }: CommuneProgress, figure: Run): Run[] {
	if (dossiers.complete !== null) return [plain('đã hoàn thiện hồ sơ '), figure, plain(' tiêu chí')];

	return dossiers.preparing ? [figure, plain(' hồ sơ các tiêu chí')] : [];
}
