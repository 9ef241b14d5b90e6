import { assessmentParagraphs } from './assessment-section.ts';
import { communeSentence } from './commune-sentence.ts';
import { conclusionBlocks } from './conclusion-section.ts';
import { changeParagraphs, obstacleParagraphs } from './findings-section.ts';
import { forecastParagraphs } from './forecast-section.ts';
import { letterheadLines } from './letterhead-lines.ts';
import { openingSentence } from './opening-sentence.ts';
import { minutesBlocks, noticeBlocks } from './meeting-papers.ts';
import type { Block, Paragraph, ReportDocument, ReportKind } from './report-document.ts';
import { isRemade, type ReportFacts } from './report-facts.ts';
import type { ReportForm } from './report-form.ts';
import { bold, dateInReport, longDate } from './report-words.ts';
import { satisfactionBlocks } from './satisfaction-section.ts';
import { numberLine } from './stored-document.ts';
import { briefingTable, summaryTable } from './summary-table.ts';

const TYPES: Record<ReportKind, { type: string; symbol: string }> = {
	report: { type: 'BÁO CÁO', symbol: 'BC' },
	notice: { type: 'THÔNG BÁO', symbol: 'TB' },
	minutes: { type: 'BIÊN BẢN', symbol: 'BB' },
	table: { type: 'BẢNG TỔNG HỢP', symbol: 'BC' }
};

/** The paper as it would be printed if nobody wrote anything over it. */
export function composeReport(facts: ReportFacts, form: ReportForm): ReportDocument {
	const on = form.on === '' ? facts.today : form.on;
	const { type, symbol: ofKind } = TYPES[form.kind];
	const symbol = `${ofKind}-${form.organ.trim()}`;
	const place = `${facts.district.type} ${facts.district.name}`;

	return {
		kind: form.kind,
		on,
		letterhead: {
			above: letterheadLines(form.above, place),
			agency: letterheadLines(form.agency, place),
			number: numberLine(form.number, symbol),
			placeAndDate: `${form.place.trim()}, ${longDate(on)}`
		},
		symbol,
		type,
		subject: subjectOf(facts, form.kind),
		purpose: form.kind === 'report' || form.kind === 'table' ? purposeOf(facts) : null,
		...(isRemade(facts) && { note: `Văn bản lập lại theo số liệu đến ngày ${dateInReport(facts.asOf)}` }),
		blocks: [...blocksOf(facts, form), ...closing(form.kind)],
		recipients: form.recipients
			.split('\n')
			.map((line) => line.trim())
			.filter((line) => line !== ''),
		signers: signersOf(form),
		landscape: form.kind === 'table'
	};
}

function signersOf({ kind, post, name, secretary }: ReportForm): ReportDocument['signers'] {
	const signer = { post: post.trim(), name: name.trim() };

	return kind === 'minutes'
		? [
				{ post: 'THƯ KÝ', name: secretary.trim() },
				{ ...signer, post: 'CHỦ TỌA' }
			]
		: [signer];
}

const meetingName = ({ progress }: ReportFacts): string => {
	const year = progress.years[0]?.year;
	return `Hội nghị giao ban với các xã đăng ký về đích NTM${year === undefined ? '' : ` năm ${year}`}`;
};

function subjectOf(facts: ReportFacts, kind: ReportKind): string {
	switch (kind) {
		case 'report':
			return 'Tiến độ hoàn thiện hồ sơ đề nghị xét công nhận xã đạt chuẩn nông\u00a0thôn\u00a0mới';
		case 'table':
			return 'Tiến độ các xã đăng ký về đích nông thôn mới';
		case 'notice':
			return `Kết luận tại ${meetingName(facts)}`;
		case 'minutes':
			return meetingName(facts);
	}
}

const purposeOf = (facts: ReportFacts): string => `Phục vụ ${meetingName(facts)}`;

function blocksOf(facts: ReportFacts, form: ReportForm): Block[] {
	switch (form.kind) {
		case 'report':
			return reportBlocks(facts, form);
		case 'notice':
			return noticeBlocks(facts);
		case 'minutes':
			return minutesBlocks(facts, form);
		case 'table':
			return [{ kind: 'table', table: briefingTable(facts) }];
	}
}

/** The last words of a paper end with "./.". */
const CLOSING: Partial<Record<ReportKind, string>> = {
	report: 'Trên đây là báo cáo tiến độ của các xã đăng ký về đích nông thôn mới./.',
	notice: 'Trên đây là kết luận tại hội nghị, thông báo để các đơn vị biết và thực hiện./.'
};

function closing(kind: ReportKind): Block[] {
	const words = CLOSING[kind];

	return words === undefined ? [] : texts([{ key: 'closing', runs: [{ text: words }] }]);
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V'];

function reportBlocks(facts: ReportFacts, { without }: ReportForm): Block[] {
	const has = (part: (typeof without)[number]) => !without.includes(part);
	const sections: { title: string; blocks: Block[] }[] = [];

	const progress = [
		...(has('progress') ? texts([openingParagraph(facts), ...communeParagraphs(facts)]) : []),
		...(has('table') && facts.communes.length > 0 ? tableBlocks(facts, has('strips')) : [])
	];
	if (progress.length > 0) sections.push({ title: 'TIẾN ĐỘ HOÀN THIỆN HỒ SƠ', blocks: progress });
	if (has('assessment')) {
		const blocks = [...texts(assessmentParagraphs(facts)), ...(has('findings') ? findings(facts) : [])];
		sections.push({ title: 'ĐÁNH GIÁ CHUNG', blocks });
	}
	if (has('conclusions')) sections.push({ title: 'KẾT LUẬN, GIAO VIỆC', blocks: conclusionBlocks(facts) });

	return sections.flatMap(({ title, blocks }, at): Block[] => [
		{ kind: 'heading', level: 1, text: `${ROMAN[at]}. ${title}` },
		...blocks
	]);
}

function findings(facts: ReportFacts): Block[] {
	if (facts.communes.length === 0) return [];
	const parts: [string, Block[]][] = [
		['Thay đổi từ sau kỳ giao ban trước', texts(changeParagraphs(facts))],
		['Khó khăn, vướng mắc', texts(obstacleParagraphs(facts))],
		['Sự hài lòng của người dân', satisfactionBlocks(facts)],
		['Dự báo hoàn thành hồ sơ tiêu chí', texts(forecastParagraphs(facts.communes))]
	];
	return parts
		.filter(([, blocks]) => blocks.length > 0)
		.flatMap(([title, blocks], at): Block[] => [
			{ kind: 'heading', level: 2, text: `${at + 1}. ${title}` },
			...blocks
		]);
}

const texts = (paragraphs: Paragraph[]): Block[] => paragraphs.map((paragraph) => ({ kind: 'paragraph', paragraph }));

function openingParagraph({ district, asOf, progress, set, reference, communes }: ReportFacts): Paragraph {
	const sources = communes.flatMap((commune) => Object.values(commune.sources).flat());
	const departments = reference.departments.departments.length;
	const of = { district, on: asOf, progress, criteria: set.criteria.length, departments, sources };

	return { key: 'opening', runs: openingSentence(of) };
}

const communeParagraphs = ({ communes }: ReportFacts): Paragraph[] =>
	communes.map(({ unit, progress, sources }, at) => ({
		key: `commune/${unit.id}`,
		runs: [bold(`${at + 1}. Xã ${unit.name}: `), ...communeSentence(progress, sources)]
	}));

const tableBlocks = (facts: ReportFacts, strips: boolean): Block[] => [
	{ kind: 'table', table: summaryTable(facts, { strips }) },
	...(strips ? [{ kind: 'legend' } as const] : [])
];
