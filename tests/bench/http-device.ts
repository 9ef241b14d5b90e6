import { gzipSync } from 'node:zlib';
import { PASSWORD } from './our-server.ts';

/** A session at our server without a browser around it, for many devices at once. */
export class HttpDevice {
	readonly origin: string;
	readonly person: string;
	readonly id: string;
	readonly #cookie: string;

	private constructor(origin: string, person: string, id: string, cookie: string) {
		this.origin = origin;
		this.person = person;
		this.id = id;
		this.#cookie = cookie;
	}

	static async signIn(origin: string, person: string): Promise<HttpDevice> {
		const answer = await fetch(`${origin}/api/auth/sign-in/username`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', origin },
			body: JSON.stringify({ username: person, password: PASSWORD })
		});
		if (!answer.ok) throw new Error(`signing in failed: ${answer.status}`);
		const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
		return new HttpDevice(origin, person, 'bench001', cookie.join('; '));
	}

	/** Another device in the same session. */
	as(id: string): HttpDevice {
		return new HttpDevice(this.origin, this.person, id, this.#cookie);
	}

	async post(path: 'push' | 'pull', body: object): Promise<string> {
		const { person, id: device } = this;
		const answer = await fetch(`${this.origin}/api/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'content-encoding': 'gzip', cookie: this.#cookie },
			body: gzipSync(
				JSON.stringify({ protocol: 1, app: 'bench', person, device, epoch: null, now: Date.now(), ...body })
			)
		});
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
		return answer.text();
	}
}
