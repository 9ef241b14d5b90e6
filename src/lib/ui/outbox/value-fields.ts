import type { KindName, RegisterName } from '#lib/domain/records/kinds.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { pointName } from '../departments/letter-words.ts';
import { basisWords } from '../basis-words.ts';
import {
	choice,
	criterion,
	day,
	group,
	labelled,
	list,
	moment,
	named,
	number,
	source,
	words,
	year,
	yes,
	type Tell
} from './value-tellers.ts';

/** The fields of every register of every kind, in the order in which they are told. */
type Tellings = { [kind in KindName]: { [register in RegisterName<kind>]: { [field: string]: Tell } } };

const on = day(m.value_on);
const note = labelled(m.value_note);
const place = {}; // told as one thing
const asks = choice({
	commune: m.value_asks_commune,
	district: m.value_asks_district,
	province: m.value_asks_province
});
const verdict = choice({
	...{ satisfied: m.value_finding_satisfied, passed: m.value_finding_satisfied },
	...{ needs_work: m.value_finding_needs_work, supplement: m.value_finding_needs_work },
	...{ not_satisfied: m.value_finding_not_satisfied, failed: m.value_finding_not_satisfied }
});
const done = choice({ open: m.value_not_done, done: m.value_done });
const of = (label: (inputs: { text: string }) => string, kind: string): Tell =>
	named((names, id) => names.record(kind, id), label);
const person = named((names, id) => names.person(id), m.value_person);
const commune = named((names, id) => names.unit(id), m.value_commune);
const basis: Tell = (value) => (typeof value === 'string' ? basisWords(value) : '');

/** What only the paper itself shows. */
const SILENT_HEAD = Object.fromEntries(
	[
		...['briefingId', 'asOf', 'symbol', 'above', 'agency', 'placeAndDate', 'type', 'purpose', 'note'],
		...['recipients', 'signers', 'landscape', 'parts', 'replaces']
	].map((field): [string, Tell] => [field, () => ''])
);

const SILENT_FILE = Object.fromEntries(
	['of', 'sha256', 'bytes', 'width', 'height', 'filetype', 'place', 'chosen'].map((field): [string, Tell] => [
		field,
		() => ''
	])
);

const MET = choice({
	met: m.verdict_met,
	not_met: m.verdict_not_met,
	not_applicable: m.verdict_not_applicable
});

export const TELLINGS: Tellings = {
	profile: {
		villages: { items: list(group({ name: words }), m.value_villages) },
		population: { households: number(m.value_households), people: number(m.value_people), on }
	},
	check: {
		subject: {
			indicator: labelled(m.value_indicator),
			set: named((names, id) => names.criteriaSet(id)),
			village: named((names, id) => names.village(id), m.value_in_village)
		},
		measurement: { met: MET, on, note },
		place
	},
	review: {
		verdict: {
			verdict: choice({
				verified: m.changes_verified,
				returned: m.changes_returned,
				reopened: m.changes_reopened
			}),
			reason: group({ text: words }),
			on,
			// The record's name says it.
			of: () => '',
			judged: () => ''
		}
	},
	visit: {
		opening: {
			purpose: choice({
				follow_up: m.visit_purpose_follow_up,
				department: m.visit_purpose_department,
				cluster: m.visit_purpose_cluster,
				internal: m.visit_purpose_internal
			}),
			department: named((names, id) => names.department(id)),
			on,
			startedAt: moment(m.value_from_moment),
			criteria: list((n) => String(n), m.value_criteria)
		},
		attendance: {
			province: list(words, m.value_came_province),
			district: list(words, m.value_came_district),
			commune: list(words, m.value_came_commune)
		},
		conclusion: { text: words, closedAt: moment(m.value_until_moment) },
		place
	},
	finding: { verdict: { verdict } },
	remark: {
		text: { text: words, criterion, dueOn: day(m.value_due), visit: of(m.value_at, 'visit') },
		answer: { state: done, on }
	},
	dossier: {
		state: {
			state: choice({
				not_started: m.value_dossier_not_started,
				preparing: m.value_dossier_preparing,
				complete: m.value_dossier_complete
			}),
			on
		},
		plan: {
			expectedOn: day(m.changes_expected),
			owner: labelled(({ text }) => m.changes_owner({ name: text })),
			on: day(m.value_planned)
		}
	},
	paper: {
		item: {
			name: words,
			of: (value, names) => (value === 'common' ? m.value_of_common() : criterion(value, names))
		},
		state: { done: yes(m.value_done, m.value_not_done), on, note }
	},
	tally: {
		dossiers: {
			complete: number(m.value_dossiers),
			common: (value) =>
				m.value_common({
					text: typeof value === 'boolean' ? (value ? m.value_yes() : m.value_no()) : m.value_unknown()
				}),
			on
		},
		departments: { sent: number(m.value_sent), inspected: number(m.value_inspected), on }
	},
	appraisal: {
		sent: { on: day(m.changes_sent, m.changes_sent_none) },
		inspected: { on: day(m.changes_inspected, m.changes_inspected_none), visitId: of(m.value_at, 'visit'), note },
		confirmed: { verdict, on, criteria: list((n) => String(n), m.value_criteria), note }
	},
	letter: {
		content: {
			department: named((names, id) => names.department(id)),
			number: words,
			on,
			set: named((names, id) => names.criteriaSet(id)),
			points: list(group({ of: (value) => pointName(String(value)), verdict, note: words }), ({ text }) => text)
		}
	},
	target: {
		registration: {
			year: year(m.value_year),
			basis,
			document: labelled(m.value_document),
			carriedOver: yes(m.value_carried_over),
			carriedFrom: year(m.value_carried_from),
			registeredOn: day(m.value_registered),
			from: source,
			movedFrom: list(group({ year: year(m.value_year), basis, on }), m.value_moved_from)
		}
	},
	obstacle: {
		statement: {
			title: words,
			detail: words,
			criterion,
			asks,
			raisedOn: day(m.value_raised),
			from: source
		},
		answer: {
			state: choice({
				open: m.value_answer_open,
				in_hand: m.value_answer_in_hand,
				resolved: m.value_answer_resolved
			}),
			text: words,
			on,
			from: source
		}
	},
	task: {
		assignment: {
			title: words,
			criterion,
			assignee: person,
			dueOn: day(m.value_due),
			from: source,
			reopen: () => '' // told by its figures
		},
		progress: { state: done, on, note }
	},
	works: {
		contract: {
			name: words,
			criterion,
			contractor: labelled(m.value_contractor),
			startOn: day(m.value_start),
			dueOn: day(m.value_due)
		},
		progress: { percent: number(m.value_percent), on, note }
	},
	document: {
		head: {
			subject: words,
			kind: choice({
				report: m.value_paper_report,
				notice: m.value_paper_notice,
				minutes: m.value_paper_minutes,
				table: m.value_paper_table
			}),
			on,
			...SILENT_HEAD
		},
		number: { no: labelled(m.value_number) }
	},
	photo: {
		file: { takenAt: moment(m.value_taken), ...SILENT_FILE },
		caption: { text: words },
		shown: { text: labelled(({ text }) => m.changes_photo_shown({ text })), on },
		stored: { at: () => m.changes_stored() }
	},
	survey: {
		result: {
			households: number(m.value_households_all),
			asked: number(m.value_asked),
			satisfied: number(m.value_satisfied),
			contents: list(
				group({
					content: named((names, id) => names.content(id)),
					satisfied: number(m.value_satisfied)
				}),
				m.value_contents
			),
			on,
			team: labelled(m.value_team),
			note
		}
	},
	briefing: {
		meeting: {
			on,
			place: labelled(m.value_place),
			chair: labelled(m.value_chair),
			attendees: list(words, m.value_attendees),
			communes: list(
				named((names, id) => names.unit(id)),
				m.value_communes
			)
		},
		assessment: { text: words },
		conclusion: { text: words, on }
	},
	statement: {
		said: {
			kind: choice({ statement: m.value_statement, request: m.value_request }),
			text: words,
			communeId: commune,
			speaker: labelled(m.value_speaker),
			briefingId: of(m.value_at, 'briefing')
		}
	},
	decision: {
		decision: {
			text: words,
			communeId: commune,
			everyCommune: yes(m.value_every_commune),
			criterion,
			obstacleId: of(m.value_about, 'obstacle'),
			asks,
			targetYear: year(m.value_year),
			dueOn: day(m.value_due),
			assignee: person,
			briefingId: of(m.value_at, 'briefing')
		}
	},
	conflict: {
		clash: {
			...{ kind: () => m.changes_clash(), recordId: () => '', register: () => '' },
			...{ winner: () => '', loser: () => '' }
		},
		settled: { choice: choice({ winner: m.value_choice_winner, loser: m.value_choice_loser }), on }
	}
};
