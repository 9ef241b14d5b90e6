const NO_BREAK_SPACE = '\u00a0';

/** Words that would be read wrongly with a line break inside. */
const COMPOUNDS = /(văn hóa|thể thao|du lịch|dân cư|giáo dục|đào tạo|quốc phòng|an ninh)/giu;

/** A name of the set of criteria as it is printed: a dash between parts, compounds kept together. */
export function criterionName(name: string): string {
	return name.replaceAll(' - ', ' – ').replace(COMPOUNDS, (compound) => compound.replace(' ', NO_BREAK_SPACE));
}
