import type { Person, Reference } from '#lib/domain/reference/reference.ts';
import type { Surroundings } from './phone.ts';

const PASSWORD = 've-dich-2018';

/** The way of a signed-in person to a server that is a process of its own, over HTTP. */
export class RealRoad implements Surroundings {
	readonly #origin: string;
	readonly #site: string;
	readonly #cookie: string;
	readonly person: Person;

	private constructor(origin: string, site: string, cookie: string, person: Person) {
		this.#origin = origin;
		this.#site = site;
		this.#cookie = cookie;
		this.person = person;
	}

	/** `origin` is where requests go, `site` what the server calls itself. */
	static async signIn(origin: string, site: string, username: string): Promise<RealRoad> {
		const answer = await fetch(`${origin}/api/auth/sign-in/username`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', origin: site },
			body: JSON.stringify({ username, password: PASSWORD })
		});
		if (!answer.ok) throw new Error(`${username} could not sign in: ${answer.status}`);
		const cookie = answer.headers
			.getSetCookie()
			.map((line) => line.split(';')[0])
			.join('; ');
		const stranger = new RealRoad(origin, site, cookie, { id: '', name: '', post: '', role: 'leader', units: [] });
		const { me } = await stranger.referenceFor();
		return new RealRoad(origin, site, cookie, me);
	}

	get nowMs(): number {
		return Date.now();
	}

	answer(_personId: string, path: string, init: RequestInit = {}): Promise<Response> {
		const headers = { ...(init.headers as Record<string, string>), cookie: this.#cookie, origin: this.#site };
		return fetch(this.#origin + path, { ...init, headers });
	}

	async referenceFor(): Promise<Reference> {
		return (await (await this.answer('', '/api/reference')).json()) as Reference;
	}
}
