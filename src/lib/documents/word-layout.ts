/** Nghị định 30/2020/NĐ-CP, Phụ lục I. Sizes of letters in half points, lengths in twips (1/20 point). */
export const FONT = 'Times New Roman';
export const SIZE = {
	body: 28,
	letterhead: 24,
	number: 26,
	recipientsTitle: 24,
	recipients: 22,
	table: 23,
	small: 20,
	page: 26
} as const;
/** A4 with 20 mm above and below, 30 mm on the left, 15 mm on the right. */
export const PAGE = { width: 11_906, height: 16_838 } as const;
export const MARGIN = { top: 1134, bottom: 1134, left: 1701, right: 850, header: 567 } as const;
/** 1.27 cm before the first line, 6 points between paragraphs, a little more than single spacing. */
export const BODY = { firstLine: 720, after: 120, line: 276 } as const;

/** Twips between the margins. */
export const textWidth = (landscape: boolean): number =>
	(landscape ? PAGE.height : PAGE.width) - MARGIN.left - MARGIN.right;

/** The shares of a table's columns as twips that fill the width. */
export function columnTwips(shares: readonly number[], width: number): number[] {
	const sum = shares.reduce((total, share) => total + share, 0);

	return shares.map((share) => Math.floor((share / sum) * width));
}

/** How wide a line of bold capitals or letters of 12 points is, roughly: a rule under it is measured by that. */
export const lineTwips = (text: string): number => {
	const isCapitals = text === text.toLocaleUpperCase('vi');

	return Math.round(text.length * 12 * (isCapitals ? 0.7 : 0.455) * 20);
};
