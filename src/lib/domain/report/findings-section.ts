import { findCriterion } from '../criteria/criteria-set.ts';
import type { ChangeKind } from '../progress/count-changes.ts';
import { sourcesOf } from './figure-sources.ts';
import type { Paragraph } from './report-document.ts';
import type { CommuneFacts, ReportFacts } from './report-facts.ts';
import { bold, dateInReport, figureRun, inSentence, listInReport, plain } from './report-words.ts';

/** Open obstacles, criterion by criterion; those of a commune as a whole last. */
export function obstacleParagraphs({ communes, progress, set }: ReportFacts): Paragraph[] {
	const at = (criterion: number | undefined) =>
		communes.flatMap(({ unit, obstacles }) =>
			obstacles
				.filter(({ statement }) => statement.criterion === criterion)
				.map(({ statement, record }) => ({ unit, title: statement.title, record }))
		);
	const paragraph = (key: string, name: string, count: number, found: ReturnType<typeof at>): Paragraph => {
		const sources = found.flatMap(({ unit, record }) => sourcesOf(unit.id, [record]));
		const byUnit = [...Map.groupBy(found, ({ unit }) => unit.name)];
		const titles = byUnit
			.map(([unit, some]) => `${unit}: ${some.map(({ title }) => inSentence(title)).join(', ')}`)
			.join('; ');
		const runs = [bold(`${name}: `), figureRun(key, count, sources), plain(` xã (${titles}).`)];
		return { key, runs, sources };
	};

	const byCriterion = progress.obstacles
		.filter(({ communes: count }) => count > 0)
		.map(({ criterion, communes: count }) => {
			const name = `Tiêu chí ${criterion} ${findCriterion(set, criterion)?.name ?? ''}`.trim();
			return paragraph(`obstacles/${criterion}`, name, count, at(criterion));
		});
	const ofTheWhole = at(undefined);
	const units = new Set(ofTheWhole.map(({ unit }) => unit.id)).size;
	if (units > 0) byCriterion.push(paragraph('obstacles/whole', 'Chung của xã', units, ofTheWhole));

	return byCriterion.length > 0
		? byCriterion
		: [{ key: 'obstacles', runs: [plain('Các xã chưa ghi khó khăn, vướng mắc nào còn mở.')] }];
}

const CHANGES: Record<ChangeKind, [before: string, after: string]> = {
	told: ['báo lại số liệu ', ' lần'],
	dossiers: ['hoàn thiện thêm ', ' hồ sơ tiêu chí'],
	common: ['hoàn thiện ', ' hồ sơ chung'],
	sent: ['gửi hồ sơ đến thêm ', ' ngành'],
	inspected: ['', ' ngành về kiểm tra'],
	letter: ['', ' ngành có văn bản thẩm định'],
	raised: ['phát sinh ', ' vướng mắc'],
	resolved: ['gỡ được ', ' vướng mắc'],
	done: ['làm xong ', ' việc được giao'],
	visited: ['có ', ' buổi kiểm tra'],
	checked: ['ghi ', ' lần kiểm tra chỉ tiêu'],
	verified: ['huyện duyệt ', ' kết quả'],
	returned: ['huyện trả lại ', ' kết quả'],
	reopened: ['huyện mở lại ', ' kết quả'],
	moved: ['lùi, đổi năm đích ', ' lần'],
	carried: ['', ' kế hoạch năm kết thúc mà chưa đạt'],
	decided: ['có ', ' kết luận giao ban'],
	other: ['ghi ', ' mục khác (giấy tờ, khảo sát, công trình, hồ sơ đang lập)']
};

/** What happened since the briefing before, commune by commune; those of which nothing was recorded are named. */
export function changeParagraphs({ communes }: Pick<ReportFacts, 'communes'>): Paragraph[] {
	const compared = communes.filter(({ since }) => since !== null);
	if (compared.length === 0) return [{ key: 'changes', runs: [plain('Chưa có kỳ giao ban trước để so sánh.')] }];

	const lines = compared
		.filter(({ changes }) => changes.length > 0)
		.map(({ unit, changes }): Paragraph => {
			const parts = changes.map(({ kind, count, records }) => [
				plain(CHANGES[kind][0]),
				figureRun(`changes/${unit.id}/${kind}`, count, sourcesOf(unit.id, records)),
				plain(CHANGES[kind][1])
			]);
			const runs = parts.flatMap((part, at) => (at === 0 ? part : [plain('; '), ...part]));
			return { key: `changes/${unit.id}`, runs: [bold(`Xã ${unit.name}: `), ...runs, plain('.')] };
		});
	const unchanged = Map.groupBy(
		compared.filter(({ changes }) => changes.length === 0),
		({ since }) => since!
	);
	const none = [...unchanged].map(
		([since, some]) => `Chưa ghi thay đổi nào từ sau ngày ${dateInReport(since)}: xã ${namesOf(some)}.`
	);
	const first = communes.filter(({ since }) => since === null);
	if (first.length > 0) none.push(`Dự giao ban lần đầu, chưa có kỳ trước để so sánh: xã ${namesOf(first)}.`);

	return [...lines, ...none.map((text, at) => ({ key: `changes/none/${at}`, runs: [plain(text)] }))];
}

const namesOf = (communes: readonly Pick<CommuneFacts, 'unit'>[]): string =>
	listInReport(communes.map(({ unit }) => unit.name));
