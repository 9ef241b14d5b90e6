export interface BytesRead {
	/** What came, up to the limit. */
	bytes: Uint8Array<ArrayBuffer>;
	/** False when the link broke off, or more came than the limit. */
	isWhole: boolean;
	isTooLarge: boolean;
}

/** Reads a body that is no longer than `limit`, whatever its length is said to be. */
export async function readBytes({ headers, body }: Request, limit: number): Promise<BytesRead> {
	const said = Number(headers.get('content-length') ?? 0);
	if (said > limit) return { bytes: new Uint8Array(), isWhole: false, isTooLarge: true };

	const parts: Uint8Array[] = [];
	let length = 0;
	const read = (isWhole: boolean): BytesRead => ({
		bytes: new Uint8Array(Buffer.concat(parts)),
		isWhole: isWhole && length >= said,
		isTooLarge: length > limit
	});
	try {
		// Cancelling would cut the connection before the refusal has been sent; unread, Node throws the rest away.
		for await (const part of body?.values({ preventCancel: true }) ?? []) {
			length += part.length;
			if (length > limit) return read(false);
			parts.push(part);
		}
	} catch {
		// Whoever sent it is gone, or the adapter's own limit was met: what came is what there is.
		return read(false);
	}
	return read(true);
}
