import type { TradeDate } from '#lib/domain/dates.ts';
import { appraisalId, surveyId } from '#lib/domain/records/record-ids.ts';
import { COMMON_DOSSIER_ID, dossierId } from '#lib/domain/records/record-ids.ts';
import type { LetterVerdict } from '#lib/domain/records/letter/schema.ts';
import type { KindName, RegisterName, Value } from '#lib/domain/records/kinds.ts';
import { SAMPLE_PERSON } from '#lib/domain/reference/reference.ts';
import { demoId } from './demo-id.ts';
import { writeRecord, type DemoWrite } from './demo-write.ts';
import { SAMPLE_OFFICE } from './people.ts';
import { codeOf } from './places.ts';
import { noteFor, ownerOf, pairOf, type Size } from './what-is-counted.ts';
import { nextWorkingDay } from './working-days.ts';

type Measurement = Value<'check', 'measurement'>;
type Place = Value<'check', 'place'>;
type Obstacle = Value<'obstacle', 'statement'>;
type Task = Value<'task', 'assignment'>;
type Works = Value<'works', 'contract'>;
type Letter = Value<'letter', 'content'>;
type LetterSaid = LetterVerdict | { verdict: LetterVerdict; note: string };
type Verdict = Value<'finding', 'verdict'>['verdict'];

export interface CheckTold {
	value?: number;
	part?: number;
	whole?: number;
	met?: Measurement['met'];
	note?: string;
	/** Turned into a pair by what the commune has of it. */
	percent?: number;
	/** The second figure of 17.1. */
	cleanPercent?: number;
	place?: Place;
	by?: 'office';
	/** Verified on the next working day, unless said. */
	review?: 'waits' | { code: string; text: string };
}

export interface VisitTold {
	purpose: Value<'visit', 'opening'>['purpose'];
	department?: string;
	on: TradeDate;
	/** In Vietnam, HH:MM. */
	from: string;
	to: string;
	attendance: Value<'visit', 'attendance'>;
	verdicts: { [criterion: number]: Verdict };
	remarks?: { criterion: number; text: string; dueOn?: TradeDate; doneOn?: TradeDate }[];
	conclusion: string;
	by?: 'office';
}

export type DatesByCriterion = { [criterion: number]: TradeDate };

/** Puts down a commune's invented records in the words of the trade. What communes write is by the sample person, what the
 *  district alone may write by the sample office. */
export class SampleCommune {
	readonly writes: DemoWrite[] = [];
	readonly #slug: string;
	readonly #size: Size;

	constructor(slug: string, size: Size) {
		this.#slug = slug;
		this.#size = size;
		const villages = Array.from({ length: size.villages }, (_, at) => ({
			id: `thon-${at + 1}`,
			name: `Thôn ${at + 1}`
		}));
		const on = '2018-09-30';
		this.#write('commune', on, 'profile', 'profile', {
			villages: { items: villages },
			population: { households: size.households, people: size.people, on }
		});
	}

	complete(dates: DatesByCriterion): void {
		for (const [criterion, on] of Object.entries(dates))
			this.#dossier(Number(criterion), { state: 'complete', on });
	}

	preparing(dates: DatesByCriterion, expected: DatesByCriterion = {}): void {
		for (const [criterion, on] of Object.entries(dates)) {
			this.#dossier(Number(criterion), { state: 'preparing', on }, expected[Number(criterion)]);
		}
	}

	/** Without a date: it never was begun, on no day. */
	notStarted(...criteria: number[]): void {
		for (const criterion of criteria) this.#dossier(criterion, { state: 'not_started' });
	}

	#dossier(criterion: number, state: Value<'dossier', 'state'>, expectedOn?: TradeDate): void {
		const plan = { owner: ownerOf(criterion), ...(expectedOn !== undefined && { expectedOn }) };
		this.#write('commune', state.on ?? '2018-10-01', 'dossier', dossierId(criterion), { state, plan });
	}

	commonDossier(state: 'preparing' | 'complete', on: TradeDate, expectedOn?: TradeDate): void {
		const plan = { owner: 'Chủ tịch UBND xã', ...(expectedOn !== undefined && { expectedOn }) };
		this.#write('commune', on, 'dossier', COMMON_DOSSIER_ID, { state: { state, on }, plan });
	}

	paper(
		of: number | 'common',
		name: string,
		state: { done: TradeDate } | { missing: string; on: TradeDate }
	): string {
		const on = 'done' in state ? state.done : state.on;
		const id = this.#id(on, `paper ${of} ${name}`);
		const why = 'missing' in state && state.missing !== '' ? { note: state.missing } : {};
		const kept = 'done' in state ? { done: true, on } : { done: false, ...why };
		this.#write('commune', on, 'paper', id, { item: { of, name }, state: kept });

		return id;
	}

	check(indicator: string, on: TradeDate, told: CheckTold = {}): void {
		const { percent, cleanPercent, place, by, review, met = 'met', note = noteFor(indicator), ...figures } = told;
		const author = by ?? 'commune';
		const id = this.#id(on, `check ${indicator} by ${author}`);
		const clean = cleanPercent === undefined ? undefined : pairOf(indicator, cleanPercent, this.#size);
		const measurement: Measurement = {
			on,
			...figures,
			...(percent !== undefined && pairOf(indicator, percent, this.#size)),
			...(clean && { more: [{ label: 'nước sạch', ...clean }] }),
			met,
			...(note !== undefined && { note })
		};
		const { changeId } = this.#write(author, on, 'check', id, {
			subject: { indicator },
			measurement,
			...(place && { place })
		});
		if (author === 'commune' && review !== 'waits') this.#review({ kind: 'check', id }, changeId, on, review);
	}

	#review(
		of: { kind: 'check' | 'finding'; id: string },
		judged: string,
		on: TradeDate,
		reason?: { code: string; text: string }
	): void {
		const reviewedOn = nextWorkingDay(on);
		this.#write('office', reviewedOn, 'review', this.#id(reviewedOn, `review ${judged}`), {
			verdict: {
				of,
				judged,
				verdict: reason ? 'returned' : 'verified',
				...(reason && { reason }),
				on: reviewedOn
			}
		});
	}

	sent(dates: { [department: string]: TradeDate }): void {
		for (const [department, on] of Object.entries(dates)) {
			this.#write('commune', on, 'appraisal', appraisalId(department), { sent: { on } });
		}
	}

	/** What a department wrote of each criterion or indicator; with a remark where it made one. */
	letter(
		department: string,
		{ on, number, said }: { on: TradeDate; number: string; said: { [of: string]: LetterSaid } }
	): void {
		const points = Object.entries(said).map(([of, one]): Letter['points'][number] =>
			typeof one === 'string' ? { of, verdict: one } : { of, ...one }
		);
		const content = { department, number, on, points };
		this.#write('office', on, 'letter', this.#id(on, `letter ${department} ${number}`), { content });
	}

	/** A visit of a department also is its inspection. */
	visit({
		purpose,
		department,
		on,
		from,
		to,
		attendance,
		verdicts,
		remarks = [],
		conclusion,
		by
	}: VisitTold): string {
		const author = by ?? 'commune';
		const visit = this.#id(on, `visit ${purpose} ${department ?? ''}`);
		const criteria = Object.keys(verdicts).map(Number);
		this.#write(author, on, 'visit', visit, {
			opening: {
				purpose,
				...(department !== undefined && { department }),
				on,
				startedAt: instantOf(on, from),
				criteria
			},
			attendance,
			conclusion: { text: conclusion, closedAt: instantOf(on, to) }
		});
		for (const [criterion, verdict] of Object.entries(verdicts)) {
			const id = `finding:${visit}:${criterion}`;
			const { changeId } = this.#write(author, on, 'finding', id, { verdict: { verdict } });
			if (author === 'commune') this.#review({ kind: 'finding', id }, changeId, on);
		}
		for (const { criterion, text, dueOn, doneOn } of remarks) {
			const id = this.#id(on, `remark ${criterion} ${text}`);
			this.#write(author, on, 'remark', id, {
				text: { visit, criterion, text, ...(dueOn !== undefined && { dueOn }) }
			});
			if (doneOn !== undefined)
				this.#write('commune', doneOn, 'remark', id, { answer: { state: 'done', on: doneOn } });
		}
		if (purpose === 'department' && department !== undefined) {
			this.#write(author, on, 'appraisal', appraisalId(department), { inspected: { on, visitId: visit } });
		}
		return visit;
	}

	obstacle(statement: Obstacle, answer?: Value<'obstacle', 'answer'>): void {
		const id = this.#id(statement.raisedOn, `obstacle ${statement.title}`);
		this.#write('commune', statement.raisedOn, 'obstacle', id, { statement });
		if (answer) this.#write('office', answer.on, 'obstacle', id, { answer });
	}

	task(
		givenOn: TradeDate,
		assignment: Task,
		done?: { on: TradeDate; note?: string },
		by: 'commune' | 'office' = 'commune'
	): void {
		const id = this.#id(givenOn, `task ${assignment.title}`);
		this.#write(by, givenOn, 'task', id, { assignment, progress: { state: 'open' } });
		if (done) this.#write('commune', done.on, 'task', id, { progress: { state: 'done', ...done } });
	}

	/** Households, those asked and those satisfied, village by village in the order of their numbers. */
	surveys(
		on: TradeDate,
		villages: readonly (readonly [households: number, asked: number, satisfied: number])[]
	): void {
		for (const [at, [households, asked, satisfied]] of villages.entries()) {
			const team = `Ban công tác Mặt trận thôn ${at + 1}`;
			this.#write('commune', on, 'survey', surveyId(`thon-${at + 1}`), {
				result: { on, households, asked, satisfied, team }
			});
		}
	}

	works(contract: Works & { startOn: TradeDate }, progress: Value<'works', 'progress'>): void {
		const id = this.#id(contract.startOn, `works ${contract.name}`);
		this.#write('commune', contract.startOn, 'works', id, { contract });
		this.#write('commune', progress.on, 'works', id, { progress });
	}

	#id(on: TradeDate, what: string): string {
		return demoId(on, `${this.#slug}/${what}`);
	}

	#write<K extends KindName>(
		author: 'commune' | 'office',
		on: TradeDate,
		kind: K,
		recordId: string,
		set: { [R in RegisterName<K>]?: Value<K, R> }
	): DemoWrite {
		const personId = author === 'office' ? SAMPLE_OFFICE : SAMPLE_PERSON;
		const write = writeRecord({ personId, unitId: codeOf(this.#slug), on }, kind, recordId, set);
		this.writes.push(write);

		return write;
	}
}

const instantOf = (on: TradeDate, time: string) => new Date(`${on}T${time}:00+07:00`).toISOString();
