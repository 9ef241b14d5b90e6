import type { Block, Paragraph, ReportTable, Run } from './report-document.ts';
import type { ReportFacts, CommuneFacts } from './report-facts.ts';
import { bold, dateInReport, figureRun, plain } from './report-words.ts';

/** The years the communes are to finish in, then what was concluded and who does what by when. */
export function conclusionBlocks(facts: ReportFacts): Block[] {
	const { briefing, tasks } = facts;
	const paragraphs = [...yearParagraphs(facts)];
	if (briefing?.conclusion)
		paragraphs.push({ key: 'conclusion', runs: [...conclusionDay(facts), plain(briefing.conclusion)] });
	if (tasks.length > 0) paragraphs.push({ key: 'tasks', runs: [plain('Nhiệm vụ, giải pháp:')] });
	if (paragraphs.length === 0) paragraphs.push({ key: 'conclusion', runs: [plain('Chưa ghi kết luận nào.')] });

	return [
		...paragraphs.map((paragraph, at): Block => ({ kind: 'paragraph', paragraph: numbered(paragraph, at + 1) })),
		...(tasks.length > 0 ? [{ kind: 'table', table: taskTable(facts) } as const] : [])
	];
}

/** A report with figures of a later day repeats the conclusion as that of its day. */
const conclusionDay = ({ briefing, asOf }: ReportFacts): Run[] =>
	briefing && briefing.meeting.on < asOf
		? [plain(`Kết luận giao ban ngày ${dateInReport(briefing.meeting.on)}: `)]
		: [];

const numbered = ({ key, runs, ...rest }: Paragraph, no: number): Paragraph => ({
	...rest,
	key,
	runs: [plain(`${no}. `), ...runs]
});

/** "Năm 2018, phấn đấu có 7 xã về đích nông thôn mới: …" for each year that a commune is registered for. */
function yearParagraphs({ progress, communes }: ReportFacts): Paragraph[] {
	return progress.years.map(({ year, communes: count }) => {
		const ofYear = communes.filter(({ progress: { target } }) => target.year === year);
		const sources = ofYear.flatMap((commune) => commune.sources.year);
		const names = ofYear.map(({ unit }) => unit.name).join(', ');
		return {
			key: `years/${year}`,
			runs: [
				plain(`Năm ${year}, phấn đấu có `),
				figureRun(`district/year-${year}`, count, sources),
				plain(` xã về đích nông thôn mới: `),
				bold(names),
				plain(`${movedWords(ofYear)}.`)
			]
		};
	});
}

function movedWords(communes: readonly CommuneFacts[]): string {
	const moved = communes.flatMap(({ unit, progress: { target } }) =>
		target.late.flatMap((late) => (late.kind === 'moved' ? [`${unit.name} lùi từ năm ${late.fromYear}`] : []))
	);
	return moved.length > 0 ? ` (${moved.join(', ')})` : '';
}

function taskTable({ tasks }: ReportFacts): ReportTable {
	return {
		head: ['TT', 'Việc', 'Đơn vị thực hiện', 'Thời hạn', 'Kết quả'],
		widths: [6, 48, 22, 14, 14],
		rows: tasks.map(({ key, text, assignee, dueOn, given, sources }, at) => [
			{ key: `${key}/no`, runs: [plain(String(at + 1))], center: true },
			{ key, runs: [plain(text)], sources },
			{ key: `${key}/assignee`, runs: assignee === null ? [] : [plain(assignee)] },
			{ key: `${key}/due`, runs: dueOn === null ? [] : [plain(dateInReport(dueOn))], center: true },
			{
				key: `${key}/given`,
				runs: given ? [figureRun(`${key}/done`, given.done, sources, `${given.done}/${given.total} xong`)] : [],
				center: true
			}
		])
	};
}
