import { answerAuth } from '#lib/server/accounts/answer-auth.ts';
import type { RequestHandler } from './$types';

const answer: RequestHandler = ({ request, locals, getClientAddress }) =>
	answerAuth(locals.server, request, getClientAddress());

export const GET = answer;
export const POST = answer;
