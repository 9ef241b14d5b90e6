import { SAMPLE_PERSON, type Person } from '#lib/domain/reference/reference.ts';
import { codeOf, DISTRICT, reportedCommunes } from './places.ts';

export const DEMO_PASSWORD = 've-dich-2018';

/** Author of what the briefing of 02/11/2018 reported. */
export const BRIEFING_PERSON = 'giao-ban-2018-11-02';
/** Author of invented records that only the district writes, such as reviews of what the sample person wrote. */
export const SAMPLE_OFFICE = `${SAMPLE_PERSON}-huyen`;

const communes = reportedCommunes.map(({ slug }) => codeOf(slug));

/** Those who sign in, each by the id as username. */
export const demoOfficers: Person[] = [
	...reportedCommunes.map(({ slug, name }): Person => ({
		id: officerOf(slug),
		name: `Cán bộ xã ${name}`,
		post: slug === 'minh-chau' ? 'Công chức Văn hóa – Xã hội' : 'Cán bộ nông thôn mới xã',
		role: 'commune_officer',
		units: [codeOf(slug)]
	})),
	{
		id: 'vanphong',
		name: 'Văn phòng Điều phối',
		post: 'Văn phòng Điều phối NTM huyện',
		role: 'district_office',
		units: [DISTRICT]
	},
	{ id: 'lanhdao', name: 'Lãnh đạo huyện', post: 'Ban Chỉ đạo NTM huyện', role: 'leader', units: [DISTRICT] },
	{ id: 'quantri', name: 'Quản trị', post: 'Quản trị hệ thống', role: 'administrator', units: [] }
];

/** Authors only: they have no password. The first sample person is of the communes, so that what it wrote is not taken for
 *  the office's own check. */
export const demoAuthors: Person[] = [
	{
		id: BRIEFING_PERSON,
		name: 'Giao ban 02/11/2018',
		post: 'Số liệu báo tại giao ban',
		role: 'district_office',
		units: [DISTRICT]
	},
	{ id: SAMPLE_PERSON, name: 'Dữ liệu mẫu', post: 'Số liệu minh họa', role: 'commune_officer', units: communes },
	{
		id: SAMPLE_OFFICE,
		name: 'Dữ liệu mẫu (huyện)',
		post: 'Số liệu minh họa',
		role: 'district_office',
		units: [DISTRICT]
	}
];

export function officerOf(slug: string): string {
	return `canbo.${slug.replaceAll('-', '')}`;
}
