import { answerAuth } from '#lib/server/accounts/answer-auth.ts';
import type { RequestHandler } from './$types';

const answer: RequestHandler = ({ request, locals }) => answerAuth(locals.server, request, locals.callerAddress());

export const GET = answer;
export const POST = answer;
