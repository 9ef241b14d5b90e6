import { building, dev, version } from '$app/environment';
import type { Handle, HandleServerError, ResolveOptions, ServerInit } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { NOBODY, readSession } from '#lib/server/accounts/accounts.ts';
import { AUTH_PATH } from '#lib/server/accounts/authentication.ts';
import { ensureSecret, readConfig } from '#lib/server/config.ts';
import { unavailableBehind, type Unavailable } from '#lib/server/unavailable.ts';
import { CallerAddresses } from '#lib/server/http/caller-address.ts';
import { isFromForeignPage } from '#lib/server/http/own-origin.ts';
import { respondError, respondUnavailable } from '#lib/server/http/respond.ts';
import { securityHeaders } from '#lib/server/http/security-headers.ts';
import { createJsonLog } from '#lib/server/json-log.ts';
import { startFacts } from '#lib/server/start-facts.ts';
import { systemTimers } from '#lib/server/live/timers.ts';
import { tendRegularly } from '#lib/server/photos/tend-regularly.ts';
import { openServer, type Server } from '#lib/server/server.ts';
import { watchReadiness } from '#lib/server/watch-readiness.ts';

const log = createJsonLog();
const callers = new CallerAddresses(log, process.env);

/** After the last answer. */
const CLOSE_TIMEOUT_MS = 10_000;

let server: Server;
/** None on a page that is made while the program is built: whoever hands it out adds them. */
let securityOfAnswers: Record<string, string> = {};

export const init: ServerInit = async () => {
	// Prerendering starts the server too, and needs no database.
	if (building) return;

	const config = readConfig(process.env);
	securityOfAnswers = securityHeaders(config.origin);
	server = await openServer({ ...config, secret: await ensureSecret(config.dataDir), log });
	log.info({ ...startFacts(config), version, node: process.version }, 'started');
	if (dev) return;

	// Watchers never leave by themselves, and the adapter waits for every open answer before it says it has stopped.
	for (const signal of ['SIGTERM', 'SIGINT'])
		process.once(signal, () => {
			log.info({ signal }, 'stopping');
			server.live.close();
		});
	const stops = [tendRegularly(server, systemTimers), watchReadiness(server, systemTimers)];
	process.once('sveltekit:shutdown', () => {
		for (const stop of stops) stop();
		void server.close();
		// A database that stands still does not even let go; unless something holds on, the process has ended before.
		setTimeout(() => process.exit(1), CLOSE_TIMEOUT_MS).unref();
	});
};

export const handle: Handle = async (call) => {
	const { event } = call;
	event.locals.server = server;
	event.locals.callerAddress = () => callers.of(event);

	const response = await answer(call);
	for (const [name, value] of Object.entries(securityOfAnswers)) response.headers.append(name, value);
	// Photos say themselves that they may be kept by whoever asked.
	if (isApi(event) && !response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');

	return response;
};

type Event = Parameters<Handle>[0]['event'];

const isApi = ({ url }: Event): boolean => url.pathname.startsWith('/api/');

async function answer({ event, resolve }: Parameters<Handle>[0]): Promise<Response> {
	const { pathname } = event.url;
	const needsSession = isApi(event) && !pathname.startsWith(AUTH_PATH) && pathname !== '/api/health';
	try {
		const session = needsSession ? await readSession(server, event.request.headers) : NOBODY;
		event.locals.officer = session.officer;
		event.locals.isClosed = session.isClosed;
		const refusal = (isApi(event) && refuseCall(event)) || refuseData(event);
		const response = refusal || (await resolve(event, resolving(event)));
		for (const cookie of session.setCookies) response.headers.append('set-cookie', cookie);

		return event.locals.unavailable ? toUnavailable(response, event.locals.unavailable, event) : response;
	} catch (error) {
		const unavailable = unavailableBehind(error);
		if (!unavailable) throw error;
		log.warn({ err: unavailable, method: event.request.method, path: pathname }, 'not available now');
		return respondUnavailable(unavailable);
	}
}

/** What an endpoint threw, the framework has answered with 500 by now; a page keeps its words for people. */
function toUnavailable(response: Response, unavailable: Unavailable, event: Event): Response {
	const told = respondUnavailable(unavailable);
	if (isApi(event)) return told;

	const headers = new Headers(response.headers);
	headers.set('retry-after', told.headers.get('retry-after')!);
	return new Response(response.body, { status: told.status, headers });
}

/** No page of the program is filled by the server, and the page for everybody is whole as it comes: what it is made from is
 *  more than what it shows, and leaves by no address of its own. */
const refuseData = ({ isDataRequest }: Event): Response | undefined =>
	isDataRequest ? respondError(404, 'not-found', 'there is nothing at this address') : undefined;

/** The shell names its fonts too: they are there before the first text is laid out. */
const isPreloaded = ({ type }: { type: string }): boolean => type === 'js' || type === 'css' || type === 'font';

/** A page for everybody is whole without a script and has its own title: what `app.html` says of the program stays out. */
function resolving({ url }: Event): ResolveOptions {
	if (!url.pathname.startsWith('/cong-khai/')) return { preload: isPreloaded };

	return { preload: isPreloaded, transformPageChunk: ({ html }) => html.replaceAll(OF_THE_PROGRAM, '') };
}

const OF_THE_PROGRAM = /<!-- of the program -->[^]*?<!-- \/of the program -->/g;

/** Whoever sends it chooses it. */
const LOGGED_ORIGIN_LENGTH = 200;

function refuseCall({ route, request }: Event): Response | undefined {
	if (route.id === null) return respondError(404, 'not-found', 'there is nothing at this address');
	if (isFromForeignPage(request, server.config.origin)) {
		const from = request.headers.get('origin')?.slice(0, LOGGED_ORIGIN_LENGTH);
		log.warn({ from, expected: server.config.origin }, 'a page of another address was refused: is ORIGIN right?');
		return respondError(403, 'foreign-origin', 'the request comes from a page of another site');
	}
	return undefined;
}

export const handleError: HandleServerError = ({ error, event, status, message }) => {
	if (status === 404) return { message, error: 'not-found' };
	// Whoever asked is gone, in the middle of what they sent or were sent: nothing is wrong here.
	if (event.request.signal.aborted) return { message, error: 'cut-off' };

	const id = randomUUID();
	const unavailable = unavailableBehind(error);
	if (unavailable) event.locals.unavailable = unavailable;
	log.error({ err: error, id, method: event.request.method, path: event.url.pathname }, 'a request failed');
	return { message, error: 'server-error', id };
};
