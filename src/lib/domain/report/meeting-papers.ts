import { assessmentParagraphs } from './assessment-section.ts';
import { conclusionBlocks } from './conclusion-section.ts';
import { communeSentence } from './commune-sentence.ts';
import type { Block, Paragraph } from './report-document.ts';
import type { ReportFacts } from './report-facts.ts';
import type { ReportForm } from './report-form.ts';
import { bold, longDate, plain } from './report-words.ts';

/** Room for the pen where nothing was recorded. */
const OPEN = '........................';

const text = (key: string, ...runs: Paragraph['runs']): Block => ({ kind: 'paragraph', paragraph: { key, runs } });

/** The notice of what the chair concluded. */
export function noticeBlocks(facts: ReportFacts): Block[] {
	const { briefing } = facts;
	const held = briefing
		? `${longDate(briefing.on).replace('ngày', 'Ngày')}, tại ${briefing.place || OPEN}, đồng chí ${briefing.chair || OPEN} chủ trì hội nghị giao ban với các xã đăng ký về đích nông thôn mới.`
		: `Ngày ${OPEN}, tại ${OPEN}, đồng chí ${OPEN} chủ trì hội nghị giao ban với các xã đăng ký về đích nông thôn mới.`;
	const attended = briefing && briefing.attendees.length > 0 ? ` Tham dự có: ${briefing.attendees.join('; ')}.` : '';

	return [
		text('meeting', plain(`${held}${attended}`)),
		text(
			'meeting/heard',
			plain('Sau khi nghe báo cáo và ý kiến của các xã, các ngành, chủ trì hội nghị kết luận như sau:')
		),
		{ kind: 'heading', level: 1, text: 'I. ĐÁNH GIÁ CHUNG' },
		...assessmentBlocks(facts),
		{ kind: 'heading', level: 1, text: 'II. NHIỆM VỤ, GIẢI PHÁP' },
		...conclusionBlocks(facts)
	];
}

/** What the chair said stands before what the rule computes. */
function assessmentBlocks(facts: ReportFacts): Block[] {
	const said = facts.briefing?.assessment;
	const computed = assessmentParagraphs(facts);
	const paragraphs = said ? [{ key: 'assessment/said', runs: [plain(said)] }, ...computed.slice(1)] : computed;

	return paragraphs.map((paragraph) => ({ kind: 'paragraph', paragraph }));
}

/** Mẫu 1.9 of the decree. */
export function minutesBlocks(facts: ReportFacts, { startedAt, endedAt, secretary }: ReportForm): Block[] {
	const { briefing, communes } = facts;
	const attendees = briefing?.attendees ?? [];

	return [
		text(
			'minutes/start',
			plain(`Thời gian bắt đầu: ${startedAt || OPEN}, ${briefing ? longDate(briefing.on) : OPEN}`)
		),
		text('minutes/place', plain(`Địa điểm: ${briefing?.place || OPEN}`)),
		text('minutes/attendees', plain(`Thành phần tham dự: ${attendees.length > 0 ? attendees.join('; ') : OPEN}`)),
		text('minutes/chair', plain(`Chủ trì (chủ tọa): ${briefing?.chair || OPEN}`)),
		text('minutes/secretary', plain(`Thư ký (người ghi biên bản): ${secretary || OPEN}`)),
		{ kind: 'heading', level: 1, text: 'NỘI DUNG' },
		{ kind: 'heading', level: 2, text: '1. Báo cáo tiến độ của các xã' },
		...communes.map(({ unit, progress, sources }) =>
			text(`commune/${unit.id}`, bold(`- Xã ${unit.name}: `), ...communeSentence(progress, sources))
		),
		{ kind: 'heading', level: 2, text: '2. Ý kiến tại hội nghị' },
		text('minutes/opinions', plain(OPEN)),
		{ kind: 'heading', level: 2, text: '3. Đánh giá, kết luận của chủ tọa' },
		...assessmentBlocks(facts),
		...conclusionBlocks(facts),
		text(
			'minutes/end',
			plain(`Hội nghị kết thúc vào ${endedAt || OPEN}, ${briefing ? longDate(briefing.on) : OPEN}./.`)
		)
	];
}
