import { demoId } from '../demo-id.ts';
import { writeRecord, type DemoWrite } from '../demo-write.ts';
import { SAMPLE_OFFICE } from '../people.ts';
import { codeOf, DISTRICT, reportedCommunes } from '../places.ts';

const PLANNED_ON = '2018-11-05';

/** The next briefing with the same eight communes, two weeks after the reported one: planned, with nothing said yet. */
export function nextBriefing(): DemoWrite[] {
	const at = { personId: SAMPLE_OFFICE, unitId: DISTRICT, on: PLANNED_ON };
	const meeting = {
		on: '2018-11-16',
		place: 'Hội trường UBND huyện',
		chair: 'Phó Chủ tịch UBND huyện',
		attendees: ['Văn phòng Điều phối NTM huyện', 'Cụm trưởng, cán bộ chỉ đạo các xã', 'Chủ tịch UBND các xã'],
		communes: reportedCommunes.map(({ slug }) => codeOf(slug))
	};

	return [writeRecord(at, 'briefing', demoId(PLANNED_ON, 'next briefing'), { meeting })];
}
