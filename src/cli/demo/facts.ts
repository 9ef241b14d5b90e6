import { TALLY_ID } from '#lib/domain/records/record-ids.ts';
import { TARGET_ID } from '#lib/domain/records/record-ids.ts';
import briefing from './data/seed-2018-11-02.json' with { type: 'json' };
import { demoId } from './demo-id.ts';
import { writeRecord, type DemoWrite, type Entry } from './demo-write.ts';
import { BRIEFING_PERSON } from './people.ts';
import { codeOf, codeOfName, DISTRICT, reportedCommunes, type ReportedCommune } from './places.ts';

const { conference, decisions, tasks } = briefing;
export const ON = conference.date;
export const BRIEFING_ID = demoId(ON, 'briefing');
const atDistrict: Entry = { personId: BRIEFING_PERSON, unitId: DISTRICT, on: ON };

/** What the briefing of 02/11/2018 reported and decided, and nothing else. What it does not say is null or absent. */
export function factWrites(): DemoWrite[] {
	return [
		...reportedCommunes.flatMap((commune) => [targetOf(commune), tallyOf(commune)]),
		briefingRecord(),
		...reportedCommunes.map(decidedYear),
		...tasks.map(generalTask)
	];
}

function targetOf(commune: ReportedCommune): DemoWrite {
	const { slug, plan_basis: basis, carried_over: carriedOver, decided_target_year: year } = commune;
	const moved = decisions.moved.find(({ commune: name }) => name === commune.name);
	const document = basis === 'district_plan' ? documentNaming(commune.name) : undefined;

	return writeRecord({ ...atDistrict, unitId: codeOf(slug) }, 'target', TARGET_ID, {
		registration: {
			year,
			basis,
			...(document !== undefined && { document }),
			...(carriedOver && { carriedOver }),
			...(moved && { movedFrom: [{ year: moved.from, on: ON, basis }] })
		}
	});
}

/** The number of the district's plan that lists the commune for 2018. */
const documentNaming = (name: string) =>
	briefing.plans.find((plan) => plan.no !== null && plan.year_2018?.includes(name))?.no ?? undefined;

function tallyOf(commune: ReportedCommune): DemoWrite {
	const common = commune.common_dossier;

	return writeRecord({ ...atDistrict, unitId: codeOf(commune.slug) }, 'tally', TALLY_ID, {
		dossiers: {
			complete: commune.criteria_dossiers_complete,
			common: common === null ? null : common === 'complete',
			on: ON
		},
		departments: { sent: commune.departments_sent, inspected: commune.departments_inspected, on: ON }
	});
}

function briefingRecord(): DemoWrite {
	const { district, each_commune: ofCommunes } = conference.attending_roles;

	return writeRecord(atDistrict, 'briefing', BRIEFING_ID, {
		meeting: {
			on: ON,
			place: capitalised(conference.place),
			chair: conference.chair_role,
			attendees: [...district.map(capitalised), ...ofCommunes.map((role) => `${role} của 8 xã`)]
		},
		assessment: { text: 'Tiến độ của các xã chậm so với thời gian quy định.' },
		conclusion: {
			text:
				`Bảy xã về đích năm 2018: ${decisions.finish_2018.join(', ')}. ` +
				`Xã ${decisions.finish_2019.join(', ')} chuyển đích sang năm 2019. ` +
				'Các xã và Văn phòng Điều phối thực hiện tám nhóm việc đã giao.'
		}
	});
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function decidedYear({ name, decided_target_year: targetYear }: ReportedCommune, at: number): DemoWrite {
	const moved = decisions.moved.find(({ commune }) => commune === name);
	const text = moved
		? `Xã ${name} lùi đích từ năm ${moved.from} sang năm ${moved.to}.`
		: `Xã ${name} về đích năm ${targetYear}.`;

	return writeRecord(atDistrict, 'decision', demoId(ON, `decision ${name}`, at), {
		decision: { briefingId: BRIEFING_ID, text, communeId: codeOfName(name), targetYear }
	});
}

/** The eight general tasks, by their numbers: who does what, in short. */
const GENERAL_TASKS: { [no: number]: { text: string; assignee: string } } = {
	1: { text: 'Xem lại từng đầu việc, từng tiêu chí.', assignee: 'Các xã' },
	2: {
		text: 'Chia tiêu chí thành hai nhóm: nhóm xong thì nâng chất lượng, nhóm chưa xong thì có kế hoạch, người làm và hạn.',
		assignee: 'Các xã'
	},
	3: { text: 'Làm giấy tờ, hồ sơ cùng lúc với thực hiện tiêu chí.', assignee: 'Lãnh đạo xã, cán bộ chuyên môn' },
	4: { text: 'Xuống cơ sở, cùng xã gỡ khó.', assignee: 'Cụm trưởng, cán bộ chỉ đạo của huyện' },
	5: {
		text: 'Thêm cán bộ theo sát các xã, báo vướng mắc để huyện xử lý.',
		assignee: 'Văn phòng Điều phối NTM huyện'
	},
	6: { text: 'Chia việc cho từng thành viên, họp ngắn mỗi ngày và mỗi tuần.', assignee: 'Ban Chỉ đạo xã' },
	7: { text: 'Thúc nhà thầu, xong các công trình trong năm 2018.', assignee: 'Các xã' },
	8: { text: 'Làm việc với các ngành của huyện để đủ hồ sơ từng tiêu chí.', assignee: 'Các xã' }
};

function generalTask({ no, due }: (typeof tasks)[number]): DemoWrite {
	const task = GENERAL_TASKS[no];
	if (!task) throw new Error(`general task ${no} has no wording`);

	return writeRecord(atDistrict, 'decision', demoId(ON, `general task ${no}`, reportedCommunes.length + no), {
		decision: { briefingId: BRIEFING_ID, ...task, ...(due !== undefined && { dueOn: due }) }
	});
}
