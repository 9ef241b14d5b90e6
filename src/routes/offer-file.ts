const EXTENSIONS: { [type: string]: string } = {
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'image/webp': 'webp',
	'image/heic': 'heic'
};

/** Hands a file to the browser, which asks where to put it or puts it among the downloads. */
export function offerFile(file: Blob, name: string): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(file);
	link.download = `${name}.${EXTENSIONS[file.type] ?? 'bin'}`;
	link.click();
	// The browser reads it after the click, and says nothing when it has.
	setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
