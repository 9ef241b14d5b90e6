import { createHash } from 'node:crypto';
import { SERVER_PERSON, type RegisterValue } from '#lib/domain/changes/change.ts';
import { addDays } from '#lib/domain/dates.ts';
import { makeUuid } from '#lib/domain/ids.ts';
import { criterionOf } from '#lib/domain/photos/photos-of-criterion.ts';
import { readPhoto } from '#lib/domain/photos/photo-edits.ts';
import { isVoided, valueOf } from '#lib/domain/records/kinds.ts';
import { editByServer } from '../sync/edit-by-server.ts';
import { readRecord, recordsOfKind } from './photo-records.ts';
import type { TendingGround } from './tending-ground.ts';

/** A photo that should be here. */
export interface Absent {
	unitId: string;
	/** What it was taken for. */
	of: { kind: string; id: string };
	/** Who took it, on whose phone it is. */
	owner: string;
}

export type Why = 'missing' | 'lost';

const DAYS_TO_SEND = 7;

/** What the task says, in the language of the records. */
const TITLES: Record<Why, (photos: number) => string> = {
	missing: (photos) =>
		`${photos} ảnh chưa về tới huyện: mở Về đích trên điện thoại đã chụp, ở nơi có mạng, và chờ gửi xong`,
	lost: (photos) => `${photos} ảnh huyện không còn giữ: mở Về đích trên điện thoại đã chụp để gửi lại, hoặc chụp lại`
};

/** One task for all photos of a record, for whoever took them; only ever once. */
export async function askForPhotos(ground: TendingGround, why: Why, photos: readonly Absent[]): Promise<void> {
	for (const alike of Map.groupBy(photos, keyOf).values()) {
		const [{ unitId, of, owner }] = alike as [Absent];
		const about = await readRecord(ground, { unitId, ...of });
		if (about && isVoided(about)) continue;
		const criterion = about && criterionOf(about);
		const assignment: RegisterValue = {
			title: TITLES[why](alike.length),
			...(criterion !== undefined && { criterion }),
			assignee: owner,
			dueOn: addDays(ground.today(), DAYS_TO_SEND),
			from: of
		};
		const recordId = taskId(`${why}/${keyOf(alike[0]!)}`);
		await editByServer(ground, { unitId, kind: 'task', recordId }, (earlier) =>
			earlier ? undefined : { assignment, progress: { state: 'open' } }
		);
	}
}

/** Closes what the server has asked for once all of it is here. */
export async function endAnswered(ground: TendingGround, unitId: string): Promise<void> {
	const open = (await recordsOfKind(ground, unitId, 'task')).filter(
		(task) =>
			task.registers['assignment']?.by === SERVER_PERSON &&
			valueOf(task, 'task', 'progress')?.state === 'open' &&
			!isVoided(task)
	);
	if (open.length === 0) return;
	const photos = (await recordsOfKind(ground, unitId, 'photo')).flatMap((record) => readPhoto(record) ?? []);
	for (const task of open) {
		const { from } = valueOf(task, 'task', 'assignment')!;
		const isAwaited = photos.some(
			({ file, isStored }) => !isStored && file.of.kind === from?.kind && file.of.id === from.id
		);
		if (isAwaited) continue;
		await editByServer(ground, { unitId, kind: 'task', recordId: task.id }, (earlier) =>
			valueOf(earlier, 'task', 'progress')?.state === 'open'
				? { progress: { state: 'done', on: ground.today() } }
				: undefined
		);
	}
}

const keyOf = ({ unitId, of, owner }: Absent): string => `${unitId}/${of.kind}/${of.id}/${owner}`;

/** The same for the same question, so that it is asked once. */
function taskId(question: string): string {
	const hash = createHash('sha256').update(question).digest();

	return makeUuid(hash.readUIntBE(0, 5), hash.subarray(6, 16));
}
