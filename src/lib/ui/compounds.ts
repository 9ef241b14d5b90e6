const NO_BREAK_SPACE = '\u00a0';

/** Pairs of syllables that would be read wrongly with a line break between them. */
const COMPOUNDS =
	/(?<!\p{L})(an ninh|an toàn|chính trị|dân cư|du lịch|đào tạo|giáo dục|hợp tác|kinh tế|môi trường|nông thôn|pháp luật|quốc phòng|sản xuất|thể thao|thực phẩm|thương mại|truyền thông|văn hóa|xã hội|(?:thôn|bản|xóm|khu|đội) \d+)(?!\p{L})/giu;

/** The text with its compounds, and a village with its number, kept on one line. */
export const keepCompounds = (text: string): string =>
	text.replace(COMPOUNDS, (compound) => compound.replaceAll(' ', NO_BREAK_SPACE));
