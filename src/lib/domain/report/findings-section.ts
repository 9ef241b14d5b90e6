import { findCriterion } from '../criteria/criteria-set.ts';
import type { ChangeKind } from './commune-changes.ts';
import { sourcesOf } from './figure-sources.ts';
import type { Paragraph } from './report-document.ts';
import type { ReportFacts } from './report-facts.ts';
import { bold, dateInReport, figureRun, plain } from './report-words.ts';

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
		const titles = byUnit.map(([unit, some]) => `${unit}: ${some.map(({ title }) => title).join(', ')}`).join('; ');
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
	confirmed: ['', ' ngành xác nhận bằng văn bản'],
	raised: ['phát sinh ', ' vướng mắc'],
	resolved: ['gỡ được ', ' vướng mắc'],
	done: ['làm xong ', ' việc được giao']
};

/** What happened since the briefing before, commune by commune; those of which nothing was recorded are named. */
export function changeParagraphs({ communes, since }: ReportFacts): Paragraph[] {
	if (since === null) return [{ key: 'changes', runs: [plain('Chưa có kỳ giao ban trước để so sánh.')] }];

	const changed = communes.filter(({ changes }) => changes && changes.length > 0);
	const unchanged = communes.filter(({ changes }) => changes?.length === 0).map(({ unit }) => unit.name);
	const lines = changed.map(({ unit, changes }): Paragraph => {
		const parts = (changes ?? []).map(({ kind, count, sources }) => [
			plain(CHANGES[kind][0]),
			figureRun(`changes/${unit.id}/${kind}`, count, sources),
			plain(CHANGES[kind][1])
		]);
		const runs = parts.flatMap((part, at) => (at === 0 ? part : [plain('; '), ...part]));
		return { key: `changes/${unit.id}`, runs: [bold(`Xã ${unit.name}: `), ...runs, plain('.')] };
	});
	const none = `Chưa ghi thay đổi nào từ sau ngày ${dateInReport(since)}: xã ${unchanged.join(', ')}.`;

	return unchanged.length > 0 ? [...lines, { key: 'changes/none', runs: [plain(none)] }] : lines;
}
