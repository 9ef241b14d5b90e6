import type { Unit } from '#lib/domain/unit.ts';

const place = (level: Unit['level'], id: string, parentId: string | null, type: string, name: string): Unit => ({
	id,
	level,
	parentId,
	type,
	name,
	code: id,
	region: 'north_central'
});

/** Two districts of one province, the first with two communes, the second with one. */
export const PLACES: readonly Unit[] = [
	place('commune', '15697', '397', 'xã', 'Minh Châu'),
	place('commune', '15700', '397', 'xã', 'Minh Dân'),
	place('commune', '16000', '400', 'xã', 'Yên Thọ'),
	place('district', '397', '38', 'huyện', 'Triệu Sơn'),
	place('district', '400', '38', 'huyện', 'Như Thanh'),
	place('province', '38', null, 'tỉnh', 'Thanh Hóa')
];
