/** Two letters for a round picture: "Văn phòng Điều phối" is VP. */
export function initialsOf(name: string): string {
	const words = name.trim().split(/\s+/u).slice(0, 2);

	return words.map((word) => [...word][0]?.toLocaleUpperCase('vi') ?? '').join('');
}
