import { findCriterion, type CriteriaSet } from '#lib/domain/criteria/criteria-set.ts';
import type { TimelineEntry } from '#lib/domain/progress/timeline-entry.ts';
import type { DepartmentList, Person } from '#lib/domain/reference/reference.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { basisWords } from '../basis-words.ts';
import { departmentName } from '../departments/department-name.ts';
import { capitalised, sentences } from '../sentences.ts';
import { criterionName } from '../criterion-name.ts';
import { logWords } from '../criterion/log-words.ts';
import type { GroundOf } from '../criterion/measured-words.ts';
import { letterTitle, pointsWords } from '../departments/letter-words.ts';
import { formatDay } from '../format.ts';
import type { Ranks } from './entry-ranks.ts';
import { visitWords } from './visit-words.ts';

export interface TimelineWords {
	/** "Sở Y tế kiểm tra tiêu chí 15" */
	title: string;
	/** The part of the title that is stressed. */
	strong?: string | undefined;
	/** "Đạt. Đoàn 3 người, 6 ảnh." */
	note: string;
}

export interface WordsOf {
	set: CriteriaSet;
	groundOf: GroundOf;
	departments: DepartmentList;
	people: readonly Person[];
	/** How many dossiers were complete, or departments sent to, with an entry. */
	ranks: Ranks;
}

/** Puts words to what happened in a commune. */
export function timelineWords(entry: TimelineEntry, of: WordsOf): TimelineWords {
	const name = 'department' in entry ? departmentName(entry.department, of.departments) : '';

	switch (entry.kind) {
		case 'visit':
			return visitWords(entry, name);
		case 'check':
			return checkWords(entry, of);
		case 'dossier_complete':
			return dossierWords(entry, of);
		case 'sent': {
			const rank = of.ranks.of(entry);
			const total = of.departments.departments.length;
			const note = rank === undefined ? '' : sentences([m.timeline_sent_rank({ rank, total })]);
			return { title: m.timeline_sent({ department: name }), strong: name, note };
		}
		case 'inspected':
			return { title: m.timeline_inspected({ department: name }), strong: name, note: sentences([entry.note]) };
		case 'letter':
			return {
				title: letterTitle(entry.points, name),
				strong: name,
				note: sentences(
					[entry.number === '' ? null : m.log_letter_number({ number: entry.number })],
					pointsWords(entry.points)
				)
			};
		case 'obstacle_raised':
			return raisedWords(entry);
		case 'obstacle_resolved': {
			const [n] = entry.criteria;
			const { title } = entry;
			const words = n === undefined ? m.timeline_resolved_whole({ title }) : m.timeline_resolved({ n, title });
			return { title: words, note: sentences([entry.text]) };
		}
		case 'target_moved':
			return movedWords(entry);
		case 'carried_over': {
			const title = m.timeline_carried_over({ year: entry.fromYear });
			return { title, strong: title, note: sentences([m.timeline_carried_over_next({ year: entry.toYear })]) };
		}
		case 'tally':
			return { title: m.record_tally(), strong: m.record_tally(), note: sentences(reported(entry, of)) };
		case 'task_done':
			return { title: m.log_task_done({ title: entry.title }), note: sentences([entry.note]) };
		case 'check_voided':
			return {
				title: m.log_check_voided({ indicator: entry.indicator, day: formatDay(entry.checkedOn) }),
				note: sentences([entry.reason])
			};
		case 'decision':
			return decisionWords(entry);
	}
}

type Entry<Kind extends TimelineEntry['kind']> = Extract<TimelineEntry, { kind: Kind }>;

function checkWords(entry: Entry<'check'>, of: WordsOf): TimelineWords {
	const words = logWords(entry, of);
	if (!words) throw new Error('a check always has words');

	return { title: m.timeline_check_title({ what: words.title }), note: capitalised(words.note) };
}

function dossierWords(entry: Entry<'dossier_complete'>, { set, ranks }: WordsOf): TimelineWords {
	if (entry.dossier === 'common') {
		return { title: m.timeline_dossier_common(), strong: m.timeline_dossier_common(), note: '' };
	}
	const rank = ranks.of(entry);
	const name = criterionName(findCriterion(set, entry.dossier)?.name ?? '');
	const note = rank === undefined ? '' : sentences([m.timeline_dossier_rank({ rank, total: set.criteria.length })]);

	return { title: m.timeline_dossier({ n: entry.dossier, name }), strong: name, note };
}

const ASKS = {
	commune: m.timeline_asks_commune,
	district: m.timeline_asks_district,
	province: m.timeline_asks_province
};

function raisedWords(entry: Entry<'obstacle_raised'>): TimelineWords {
	const [n] = entry.criteria;
	const { title, answer } = entry;
	const day = entry.answerOn === null ? '' : formatDay(entry.answerOn);
	const standing = {
		open: m.timeline_obstacle_open(),
		in_hand: m.timeline_obstacle_in_hand({ day }),
		resolved: m.timeline_obstacle_resolved({ day })
	}[answer];

	return {
		title: n === undefined ? m.timeline_obstacle_whole({ title }) : m.timeline_obstacle({ n, title }),
		note: sentences([ASKS[entry.asks](), standing])
	};
}

function movedWords({ fromYear: from, toYear: to, basis }: Entry<'target_moved'>): TimelineWords {
	const title = to > from ? m.timeline_moved_later({ from, to }) : m.timeline_moved_earlier({ from, to });

	return {
		title,
		strong: title,
		note: sentences([m.timeline_moved_basis({ year: from, basis: basisWords(basis) })])
	};
}

/** A figure nobody knew is not told. */
function reported({ dossiers, departments }: Entry<'tally'>, { set, departments: list }: WordsOf): string[] {
	const { complete = null, common = null } = dossiers ?? {};
	const { sent = null, inspected = null } = departments ?? {};
	const told = [
		complete !== null && m.timeline_tally_dossiers({ complete, total: set.criteria.length }),
		common !== null && (common ? m.timeline_tally_common() : m.timeline_tally_no_common()),
		sent !== null && m.timeline_tally_sent({ n: sent, total: list.departments.length }),
		inspected !== null && m.commune_inspected({ n: inspected })
	].filter((part) => part !== false);

	return told.length > 0 ? told : [m.timeline_tally_nothing()];
}

function decisionWords({ text, targetYear, dueOn }: Entry<'decision'>): TimelineWords {
	const title = m.timeline_decision({ text: text.trim().replace(/\.$/, '') });
	const year = targetYear !== null && !text.includes(String(targetYear)) && m.target_year({ year: targetYear });
	const due = dueOn !== null && m.timeline_decision_due({ day: formatDay(dueOn) });

	return { title, strong: title, note: sentences([year || null, due || null]) };
}
