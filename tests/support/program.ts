import { randomBytes } from 'node:crypto';
import { formatReading } from '#lib/domain/changes/clock.ts';
import type { Change } from '#lib/domain/changes/change.ts';
import type { PullLine } from '#lib/domain/changes/pull.ts';
import type { PushAnswer } from '#lib/domain/changes/push.ts';
import { makeUuid } from '#lib/domain/ids.ts';
import type { DatabaseKind } from './databases.ts';
import { District, MINH_CHAU } from './district.ts';

export const measured = (value: number, met = 'not_met') => ({ on: '2018-11-05', value, met });

type Draft = Partial<Change> & Pick<Change, 'unitId' | 'kind' | 'recordId' | 'set'>;

/** A district with a commune officer and the office, whose programs speak by hand, and a leader. */
export async function openWithPrograms(
	kind: DatabaseKind
): Promise<{ district: District; officer: Program; office: Program }> {
	const district = await District.open(kind);
	await district.hire('can-bo', 'commune_officer', [MINH_CHAU]);
	await district.hire('van-phong', 'district_office', ['397']);
	await district.hire('lanh-dao', 'leader', ['397']);

	return {
		district,
		officer: new Program(district, 'can-bo', 'phone001'),
		office: new Program(district, 'van-phong', 'office01')
	};
}

/** A program that speaks the protocol by hand, right or wrong. */
export class Program {
	readonly #district: District;
	readonly #person: string;
	readonly device: string;
	#n = 0;

	constructor(district: District, person: string, device = 'program1') {
		this.#district = district;
		this.#person = person;
		this.device = device;
	}

	newId(): string {
		return makeUuid(this.#district.nowMs, randomBytes(10));
	}

	change(draft: Draft): Change {
		this.#n += 1;
		return {
			id: this.newId(),
			v: 1,
			hlc: formatReading({ ms: this.#district.nowMs, counter: this.#n, device: this.device }),
			device: this.device,
			n: this.#n,
			...draft
		};
	}

	/** A check of Minh Châu with these registers. */
	check(set: Change['set'], more: Partial<Change> = {}): Change {
		return this.change({ unitId: MINH_CHAU, kind: 'check', recordId: this.newId(), set, ...more });
	}

	checkOf(indicator: string, measurement: object = measured(2), unitId = MINH_CHAU): Change {
		return this.check(
			{ subject: { value: { indicator }, prev: null }, measurement: { value: { ...measurement }, prev: null } },
			{ unitId }
		);
	}

	async post(path: string, body: BodyInit, headers: HeadersInit = {}): Promise<Response> {
		return this.#district.answer(this.#person, path, {
			method: 'POST',
			body,
			headers: { 'content-type': 'application/json', ...headers },
			...(body instanceof ReadableStream && { duplex: 'half' })
		} as RequestInit);
	}

	async push(changes: readonly unknown[], envelope: object = {}): Promise<PushAnswer> {
		const answer = await this.post('/api/push', JSON.stringify(this.envelope({ changes, ...envelope })));
		if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);

		return (await answer.json()) as PushAnswer;
	}

	envelope(more: object): object {
		return {
			protocol: 1,
			app: 'test',
			person: this.#person,
			device: this.device,
			epoch: null,
			now: this.#district.nowMs,
			...more
		};
	}

	async pull(more: object = {}): Promise<PullLine[]> {
		const answer = await this.post('/api/pull', JSON.stringify(this.envelope(more)));
		if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);

		return (await answer.text())
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as PullLine);
	}
}
