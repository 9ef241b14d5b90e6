import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { parseCookies } from 'better-auth/cookies';
import { AUTH_PATH } from './authentication.ts';

/** A device on which a person has signed in bears a mark. Its tries are counted by themselves, so that strangers who guess
 *  cannot keep the person out there. The mark opens nothing: it stands for a device, not for a password. */
interface Whose {
	username: string;
	secret: string;
}

/** Longer than a session: the mark is needed when that has run out. */
const YEAR_S = 365 * 86_400;

/** What stands for the device, or undefined where it bears no mark for this username. */
export function knownDevice(headers: Headers, whose: Whose): string | undefined {
	const mark = parseCookies(headers.get('cookie') ?? '').get(cookieName(whose));
	const [device = '', proof = ''] = mark?.split('.') ?? [];
	const expected = proofOf(device, whose);
	const isProven = proof.length === expected.length && timingSafeEqual(Buffer.from(proof), Buffer.from(expected));

	return isProven ? device : undefined;
}

/** Sent nowhere but to the sign-in. */
export function markDevice(whose: Whose & { isSecure: boolean }): string {
	const device = randomBytes(16).toString('base64url');
	const mark = `${cookieName(whose)}=${device}.${proofOf(device, whose)}`;
	const secure = whose.isSecure ? '; Secure' : '';

	return `${mark}; Max-Age=${YEAR_S}; Path=${AUTH_PATH}/sign-in; HttpOnly; SameSite=Strict${secure}`;
}

/** One cookie for each person of a shared device, without telling their names. */
const cookieName = ({ username, secret }: Whose): string =>
	`ve-dich.known.${mac(secret, `name ${username.toLowerCase()}`).slice(0, 10)}`;

const proofOf = (device: string, { username, secret }: Whose): string =>
	mac(secret, `device ${device} ${username.toLowerCase()}`);

const mac = (secret: string, text: string): string => createHmac('sha256', secret).update(text).digest('base64url');
