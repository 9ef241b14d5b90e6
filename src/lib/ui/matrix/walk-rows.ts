import type { Attachment } from 'svelte/attachments';

/** Arrow keys up and down go from a link to the one at the same place of the next row. Along a row the strip walks
 *  itself. */
export const walkRows: Attachment<HTMLElement> = (body) => {
	const walk = (event: KeyboardEvent) => {
		const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
		const row = event.target instanceof Element ? event.target.closest('tr') : null;
		if (step === 0 || !row || event.altKey || event.ctrlKey || event.metaKey) return;

		const place = linksOf(row).indexOf(event.target as HTMLAnchorElement);
		const rows = [...body.querySelectorAll('tr')];
		const next = rows[rows.indexOf(row) + step];
		if (place < 0 || !next) return;
		event.preventDefault();
		linksOf(next)[place]?.focus();
	};

	body.addEventListener('keydown', walk);
	return () => body.removeEventListener('keydown', walk);
};

const linksOf = (row: HTMLElement): HTMLAnchorElement[] => [...row.querySelectorAll('a')];
