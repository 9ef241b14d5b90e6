export interface Unit {
	/** The official code, such as "15697". */
	id: string;
	level: 'commune' | 'district' | 'province';
	parentId: string | null;
	/** xã, thị trấn, huyện, tỉnh. */
	type: string;
	/** Bare: "Minh Châu". */
	name: string;
	code: string;
	/** The column of the criteria set that holds for it. */
	region: string;
}

/** "Xã Minh Châu". */
export function fullName(unit: Unit): string {
	return `${unit.type.charAt(0).toUpperCase()}${unit.type.slice(1)} ${unit.name}`;
}
