import { findIndicator, type CriteriaSet } from '#lib/domain/criteria/criteria-set.ts';
import type { ReviewTold, TimelineEntry } from '#lib/domain/progress/timeline-entry.ts';
import type { DepartmentList, Person } from '#lib/domain/reference/reference.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { getLocale } from '#lib/i18n/generated/runtime.js';
import { letterTitle, pointsWords } from '../departments/letter-words.ts';
import { formatDay } from '../format.ts';
import { departmentShort } from '../names.ts';
import { authorName } from '../progress/author-name.ts';
import { joinParts } from '../sentences.ts';
import { villageWords } from '../survey/survey-words.ts';
import { measuredWords, type GroundOf } from './measured-words.ts';
import { standingWord } from './verdict-words.ts';

export interface LogWords {
	/** "6.3 được 75%, chưa đạt" */
	title: string;
	/** "6/8 thôn, 3 ảnh, huyện đã duyệt 25/10" and who wrote it. */
	note: string;
}

export interface LogOf {
	set: CriteriaSet;
	groundOf: GroundOf;
	departments: DepartmentList;
	people: readonly Person[];
}

/** What happened at a criterion; undefined for what concerns only the commune as a whole. */
export function logWords(entry: TimelineEntry, of: LogOf): LogWords | undefined {
	const told = tell(entry, of);
	if (!told) return undefined;

	const author = authorName(of.people, entry.by);
	return {
		title: told.title,
		note: joinParts([...told.notes, author])
	};
}

interface Told {
	title: string;
	notes: (string | null)[];
}

function tell(entry: TimelineEntry, of: LogOf): Told | undefined {
	switch (entry.kind) {
		case 'check':
			return tellCheck(entry, of);
		case 'visit':
			return { title: visitTitle(entry, of), notes: [photosNote(entry.photos), sentence(entry.conclusion)] };
		case 'dossier_complete':
			return { title: m.log_dossier_complete(), notes: [] };
		case 'letter':
			return {
				title: letterTitle(entry.points, departmentName(entry.department, of)),
				notes: [
					entry.number === '' ? null : m.log_letter_number({ number: entry.number }),
					...pointsWords(entry.points).map(sentence)
				]
			};
		case 'obstacle_raised':
			return { title: m.log_obstacle_raised({ title: entry.title }), notes: [] };
		case 'obstacle_resolved':
			return { title: m.log_obstacle_resolved({ title: entry.title }), notes: [sentence(entry.text)] };
		case 'check_voided':
			return {
				title: m.log_check_voided({ indicator: entry.indicator, day: formatDay(entry.checkedOn) }),
				notes: [sentence(entry.reason)]
			};
		case 'task_done':
			return { title: m.log_task_done({ title: entry.title }), notes: [sentence(entry.note)] };
		default:
			return undefined;
	}
}

const REVIEWED = {
	verified: m.log_review_verified,
	returned: m.log_review_returned,
	reopened: m.log_review_reopened
};

function tellCheck(entry: TimelineEntry & { kind: 'check' }, { set, groundOf }: LogOf): Told {
	const indicator = findIndicator(set, entry.indicator);
	const measured = indicator && measuredWords(entry.measurement, indicator, groundOf);
	const verdict = standingWord(entry.standing).toLocaleLowerCase(getLocale());
	const title = measured
		? m.log_check({ indicator: entry.indicator, value: measured.value, verdict })
		: m.log_check_by_person({ indicator: entry.indicator, verdict });
	const { earlier = [], review } = entry;
	const thread = [
		...earlier.map(reviewWords),
		...(earlier.length > 0 ? [m.log_thread_corrected()] : []),
		...(review ? [reviewWords(review)] : [])
	];

	return {
		title,
		notes: [
			entry.village && villageWords(entry.village),
			measured?.pair ?? null,
			photosNote(entry.photos),
			...thread
		]
	};
}

function reviewWords({ verdict, on, text }: ReviewTold): string {
	const said = REVIEWED[verdict]({ day: formatDay(on) });
	const words = sentence(text ?? null);

	return words ? m.log_review_why({ said, words }) : said;
}

function visitTitle({ purpose, department }: TimelineEntry & { kind: 'visit' }, of: LogOf): string {
	switch (purpose) {
		case 'department':
			return m.log_visit_department({ department: departmentName(department, of) });
		case 'follow_up':
			return m.log_visit_follow_up();
		case 'cluster':
			return m.log_visit_cluster();
		case 'internal':
			return m.log_visit_internal();
	}
}

const departmentName = (id: string | null, { departments }: LogOf) =>
	id === null ? '' : departmentShort(id, departments.departments);

const photosNote = (photos: number) => (photos > 0 ? m.paper_photos({ n: photos }) : null);

/** Somebody's words inside a list of notes lose their full stop. */
const sentence = (words: string | null) => words?.trim().replace(/\.$/, '') ?? null;
