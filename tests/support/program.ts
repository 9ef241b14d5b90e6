import { randomBytes } from 'node:crypto';
import { formatReading } from '#lib/domain/changes/clock.ts';
import type { Change } from '#lib/domain/changes/change.ts';
import type { PullLine } from '#lib/domain/changes/pull.ts';
import type { PushAnswer } from '#lib/domain/changes/push.ts';
import { makeUuid } from '#lib/domain/ids.ts';
import type { District } from './district.ts';

type Draft = Partial<Change> & Pick<Change, 'unitId' | 'kind' | 'recordId' | 'set'>;

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
