import { communeFigure } from './commune-sentence.ts';
import type { CommuneFigure } from './figure-sources.ts';
import type { ReportFacts } from './report-facts.ts';
import { figuresOf, paragraphsOf, runsText, type ReportDocument } from './report-document.ts';
import type { ReportForm } from './report-form.ts';
import { dateInReport, listInReport } from './report-words.ts';

/** A chat shows about this much of a message without a tap on "more". */
export const MESSAGE_LENGTH = 600;

type Written = Pick<ReportForm, 'kind' | 'edits'>;

/** What one sends to the communes' chat group beside the paper: the sums, a line for each commune, or what was concluded and
 *  who does what. What was written over the paper is said here too; what finds no room is counted. */
export function shortMessage(facts: ReportFacts, { kind, edits }: Written): string {
	const { communes, district, asOf } = facts;
	const until = `nông thôn mới ${district.type} ${district.name} đến ngày ${dateInReport(asOf)}`;
	if (communes.length === 0) return `Tiến độ ${until}: chưa có xã đăng ký về đích.`;

	switch (kind) {
		case 'report':
			return fitted([`Tiến độ ${until}:`, ...sumLines(facts, edits)]);
		case 'table':
			return fitted(
				[
					`Tiến độ các xã về đích ${until}`,
					'(hồ sơ tiêu chí; hồ sơ chung; ngành đã gửi; ngành đã kiểm tra; – là chưa báo):'
				],
				communes.map((_, at) => communeLine(facts, at, edits)),
				(rest) => `… và ${rest} xã nữa, xem bảng tổng hợp.`
			);
		case 'notice':
		case 'minutes':
			return fitted(
				concludedLines(facts, edits),
				taskLines(facts, edits),
				(rest) => `… và ${rest} việc nữa, xem văn bản.`
			);
	}
}

/** What a paper says at each of its places, in the form of what people write over one. */
export function writtenIn(document: Pick<ReportDocument, 'blocks'>): ReportForm['edits'] {
	const paragraphs = paragraphsOf(document).map(({ key, runs }) => ({ key, text: runsText(runs) }));
	const places = [...paragraphs, ...figuresOf(document)].filter(({ text }) => text !== '');

	return Object.fromEntries(places.map(({ key, text }) => [key, { text, computed: text }]));
}

/** The lines that must stand, then as many of the others as there is room for. */
function fitted(head: string[], others: string[] = [], restWords?: (rest: number) => string): string {
	let text = shortened(head.join('\n'), MESSAGE_LENGTH);
	for (const [at, line] of others.entries()) {
		const after = others.length - at - 1;
		const room = after > 0 ? (restWords?.(after).length ?? 0) + 1 : 0;
		if (text.length + 1 + line.length + room > MESSAGE_LENGTH) return `${text}\n${restWords?.(others.length - at)}`;
		text += `\n${line}`;
	}
	return text;
}

function sumLines(
	{ progress, set, reference, assessment, communes }: ReportFacts,
	edits: ReportForm['edits']
): string[] {
	const { years, allDossiers, withCommonDossier, sentToAll, obstacles } = progress;
	const criteria = set.criteria.length;
	const count = (key: string, computed: number) => edits[`district/${key}`]?.text ?? String(computed);
	// Communes that have reported nothing are among those not counted, so none is not said as a zero.
	const counted = (key: string, computed: number) => {
		const said = count(key, computed);
		return said === '0' ? 'chưa có xã nào báo' : `${said} xã`;
	};
	const ofYears = years.map(({ year, communes: some }) => `năm ${year}: ${count(`year-${year}`, some)} xã`);
	const late = communes.filter(({ progress: { target } }) => target.late.length > 0).map(({ unit }) => unit.name);
	const blocked = obstacles
		.filter(({ communes: some }) => some > 0)
		.sort((a, b) => b.communes - a.communes)
		.slice(0, MOST_BLOCKED);

	return [
		`- Đăng ký về đích: ${count('registered', communes.length)} xã (${ofYears.join('; ')}).`,
		`- Xong hồ sơ ${criteria}/${criteria} tiêu chí: ${counted('dossiers', allDossiers)}.`,
		`- Có hồ sơ chung: ${counted('common', withCommonDossier)}.`,
		`- Gửi hồ sơ đến đủ ${reference.departments.departments.length} ngành của tỉnh: ${counted('sent', sentToAll)}.`,
		...(late.length > 0 ? [`- Xã chậm: ${listInReport(late)}.`] : []),
		...(blocked.length > 0
			? [
					`- Vướng nhiều nhất: ${listInReport(blocked.map(({ criterion, communes: some }) => `tiêu chí ${criterion} (${some} xã)`))}.`
				]
			: []),
		`Đánh giá chung: ${assessment.verdict === 'behind' ? 'chậm' : 'bảo đảm'} so với thời gian quy định.`
	];
}

const MOST_BLOCKED = 3;

/** "1. Dân Lý: 19/19; còn thiếu; 8/17; 5" */
function communeLine({ communes }: ReportFacts, at: number, edits: ReportForm['edits']): string {
	const { unit, progress } = communes[at]!;
	const figures = FIGURES.map((name) => {
		const { figure, text } = communeFigure(progress, name);
		return edits[figure?.key ?? '']?.text ?? text;
	});
	return `${at + 1}. ${unit.name}: ${figures.join('; ')}`;
}

const FIGURES: CommuneFigure[] = ['dossiers', 'common', 'sent', 'inspected'];

function concludedLines(
	{ briefing, district, progress, assessment, communes }: ReportFacts,
	edits: ReportForm['edits']
): string[] {
	const { meeting, assessment: said, conclusion } = briefing ?? {};
	const verdict = `Tiến độ ${assessment.verdict === 'behind' ? 'chậm' : 'bảo đảm'} so với thời gian quy định.`;
	const years = progress.years.map(({ year }) => {
		const ofYear = communes.filter(({ progress: { target } }) => target.year === year);
		return `Về đích năm ${year}: ${listInReport(ofYear.map(({ unit }) => unit.name))}.`;
	});
	// The conclusion mostly tells the years again; in so few words there is room for one of the two.
	const heart = years.length > 0 ? years : conclusion ? [shortened(conclusion, SENTENCE)] : [];

	return [
		`Kết luận giao ban nông thôn mới ${district.type} ${district.name}${meeting ? ` ngày ${dateInReport(meeting.on)}` : ''}:`,
		shortened(ended(edits['assessment/said']?.text ?? said ?? verdict), SENTENCE),
		...heart
	];
}

function taskLines({ tasks }: ReportFacts, edits: ReportForm['edits']): string[] {
	return tasks.map(({ key, text, assignee, dueOn }, at) => {
		const say = (place: string, computed: string | null) => edits[place]?.text ?? computed;
		const what = shortened(unended(say(key, text) ?? ''), TASK);
		const due = say(`${key}/due`, dueOn && dateInReport(dueOn));
		const notes = [say(`${key}/assignee`, assignee), due && `hạn ${due}`].filter(Boolean);
		return `${at + 1}. ${what}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}.`;
	});
}

/** In characters: a chat is read at one look. */
const SENTENCE = 160;
const TASK = 90;

const unended = (text: string): string => text.trim().replace(/[\s.;,:/]+$/u, '');
const ended = (text: string): string => (/[.!?]$/.test(text.trim()) ? text.trim() : `${unended(text)}.`);

/** Cut between two words. */
function shortened(text: string, most: number): string {
	if (text.length <= most) return text;
	const cut = text.slice(0, most - 1);

	return `${unended(cut.slice(0, Math.max(cut.lastIndexOf(' '), 1)))}…`;
}
