import type { HandleClientError } from '@sveltejs/kit';
import { isCodeMissing } from '#lib/local/app/code-missing.ts';

export const handleError: HandleClientError = ({ error, message }) => {
	if (isCodeMissing(error)) return { message, isNotHereYet: true };
	reportError(error);

	return { message };
};
