const NO_BREAK_SPACE = '\u00a0';

/** Words of agencies' names that a line must not end within. */
const WHOLE =
	/(?<!\p{L})(BCĐ CHƯƠNG TRÌNH|BAN CHỈ ĐẠO|CHƯƠNG TRÌNH|XÂY DỰNG NTM|XÂY DỰNG|NÔNG THÔN MỚI|ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|VĂN PHÒNG|ĐIỀU PHỐI NTM|ĐIỀU PHỐI)(?!\p{L})/giu;

/** An agency's name in the lines in which it was typed; where one is too long it breaks between words that belong
 *  together, never within the name of the place. */
export function letterheadLines(name: string, place: string): string {
	const whole = (text: string) => text.replaceAll(' ', NO_BREAK_SPACE);

	return name
		.split('\n')
		.map((line) => line.trim().replaceAll(/\s+/g, ' '))
		.filter((line) => line !== '')
		.map((line) => line.replace(WHOLE, whole).replace(new RegExp(escaped(place), 'giu'), whole))
		.join('\n');
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
