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
	const meeting = facts.briefing?.meeting;
	const held = meeting
		? `${longDate(meeting.on).replace('ngày', 'Ngày')}, tại ${meeting.place || OPEN}, đồng chí ${meeting.chair || OPEN} chủ trì hội nghị giao ban với các xã đăng ký về đích nông thôn mới.`
		: `Ngày ${OPEN}, tại ${OPEN}, đồng chí ${OPEN} chủ trì hội nghị giao ban với các xã đăng ký về đích nông thôn mới.`;
	const attended = meeting && meeting.attendees.length > 0 ? ` Tham dự có: ${meeting.attendees.join('; ')}.` : '';

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
	const { on, place, chair, attendees = [] } = briefing?.meeting ?? {};
	const day = on === undefined ? OPEN : longDate(on);

	return [
		text('minutes/start', plain(`Thời gian bắt đầu: ${startedAt || OPEN}, ${day}`)),
		text('minutes/place', plain(`Địa điểm: ${place || OPEN}`)),
		text('minutes/attendees', plain(`Thành phần tham dự: ${attendees.length > 0 ? attendees.join('; ') : OPEN}`)),
		text('minutes/chair', plain(`Chủ trì (chủ tọa): ${chair || OPEN}`)),
		text('minutes/secretary', plain(`Thư ký (người ghi biên bản): ${secretary || OPEN}`)),
		{ kind: 'heading', level: 1, text: 'NỘI DUNG' },
		{ kind: 'heading', level: 2, text: '1. Báo cáo tiến độ của các xã' },
		...communes.map(({ unit, progress, sources }) =>
			text(`commune/${unit.id}`, bold(`- Xã ${unit.name}: `), ...communeSentence(progress, sources))
		),
		{ kind: 'heading', level: 2, text: '2. Ý kiến tại hội nghị' },
		...opinionBlocks(facts),
		{ kind: 'heading', level: 2, text: '3. Đánh giá, kết luận của chủ tọa' },
		...assessmentBlocks(facts),
		...conclusionBlocks(facts),
		text('minutes/end', plain(`Hội nghị kết thúc vào ${endedAt || OPEN}, ${day}./.`))
	];
}

/** What was said, as it was noted down; room for the pen where nothing was. */
function opinionBlocks({ briefing, reference }: ReportFacts): Block[] {
	const statements = briefing?.statements ?? [];
	if (statements.length === 0) return [text('minutes/opinions', plain(OPEN))];

	return statements.map(({ record, said }) => {
		const unit = reference.units.find(({ id }) => id === said.communeId);
		const who = [unit && `Xã ${unit.name}`, said.speaker].filter(Boolean).join(', ');
		const asks = said.kind === 'request' ? 'đề nghị: ' : '';
		return text(`minutes/said/${record.id}`, bold(`- ${who || OPEN}: `), plain(`${asks}${said.text}`));
	});
}
