import type { Value } from '#lib/domain/records/kinds.ts';

type Attendance = Value<'visit', 'attendance'>;

/** A department's team on site, with those who receive it. */
export function departmentTeam(
	head: string,
	specialists: number,
	districtOffice: string,
	communePost: string
): Attendance {
	return {
		province: [head, `${specialists} chuyên viên`],
		district: ['Văn phòng Điều phối', districtOffice],
		commune: ['Chủ tịch UBND', communePost]
	};
}

export const officeTeam = (communePost: string): Attendance => ({
	province: [],
	district: ['Văn phòng Điều phối', 'Cán bộ chỉ đạo xã'],
	commune: ['Phó Chủ tịch UBND', communePost]
});
