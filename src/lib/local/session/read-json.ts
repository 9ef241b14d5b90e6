/** The page of a hotel's sign-in answers 200 too, and is not JSON. */
export async function readJson(answer: Response): Promise<unknown> {
	try {
		return await answer.json();
	} catch (cause) {
		if (cause instanceof SyntaxError || cause instanceof TypeError) return undefined;
		throw cause;
	}
}
