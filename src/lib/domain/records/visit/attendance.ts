import { fnv1a32 } from '../../changes/digest.ts';
import type { SyncRecord } from '../../changes/change.ts';
import { tidyText } from '../../tidy-text.ts';
import { valueOf } from '../kinds.ts';
import { entriesOf, entryRegister, POSTS, type Entry } from '../lists.ts';
import type { RecordEdit } from '../record-edit.ts';
import { isSameName } from '../../search.ts';

export const VISIT_LEVELS = ['province', 'district', 'commune'] as const;
export type VisitLevel = (typeof VISIT_LEVELS)[number];

/** Who came, by level: posts rather than names, each once. */
export type Attendance = { [level in VisitLevel]: string[] };

function postEntries(record: SyncRecord): Entry[] {
	const whole = valueOf(record, 'visit', 'attendance');
	const posts = VISIT_LEVELS.flatMap((level) => (whole?.[level] ?? []).map((post) => ({ level, post })));

	return entriesOf(
		record,
		POSTS,
		posts.map(({ level, post }) => [postId(level, post), { level, post }])
	);
}

/** The same for the same post, so that two taps, or two people, who note it meet in one entry. */
function postId(level: VisitLevel, post: string): string {
	const text = tidyText(post);

	return [`${level}/${text}`, `${text}/${level}`].map((part) => fnv1a32(part).toString(16).padStart(8, '0')).join('');
}

export function attendanceOf(record: SyncRecord): Attendance {
	const noted = postEntries(record).filter(({ isOut }) => !isOut);
	const at = (level: VisitLevel) => [
		...new Set(noted.filter(({ value }) => value['level'] === level).map(({ value }) => String(value['post'])))
	];

	return { province: at('province'), district: at('district'), commune: at('commune') };
}

/** Undefined where nothing was typed. */
export function addPost(visit: SyncRecord, level: VisitLevel, typed: string): RecordEdit | undefined {
	const post = tidyText(typed);
	if (post === '') return undefined;
	const known = postEntries(visit).find(
		({ value }) => value['level'] === level && isSameName(String(value['post']), post)
	);
	if (!known) return writeVisit(visit, { [entryRegister(POSTS, postId(level, post))]: { level, post } });
	const { out: _out, ...standing } = known.value;

	return writeVisit(visit, { [entryRegister(POSTS, known.id)]: standing });
}

export function takeOutPost(visit: SyncRecord, level: VisitLevel, post: string): RecordEdit {
	const entries = postEntries(visit).filter(({ value }) => value['level'] === level && value['post'] === post);

	return writeVisit(
		visit,
		Object.fromEntries(entries.map(({ id, value }) => [entryRegister(POSTS, id), { ...value, out: true }]))
	);
}

/** Another name for a post. One that is written otherwise and reads the same stays the entry that it is; else the entry is
 *  taken out and another one added, since whoever notes the first name again is to find it free. */
export function renamePost(visit: SyncRecord, level: VisitLevel, post: string, typed: string): RecordEdit | undefined {
	const name = tidyText(typed);
	if (name === '' || name === post) return undefined;
	if (!isSameName(name, post)) {
		const { set: out } = takeOutPost(visit, level, post);
		return writeVisit(visit, { ...out, ...addPost(visit, level, name)?.set });
	}
	const entries = postEntries(visit).filter(({ value }) => value['level'] === level && value['post'] === post);

	return writeVisit(
		visit,
		Object.fromEntries(entries.map(({ id, value }) => [entryRegister(POSTS, id), { ...value, post: name }]))
	);
}

const writeVisit = ({ unitId, id }: SyncRecord, set: RecordEdit['set']): RecordEdit => ({
	unitId,
	kind: 'visit',
	recordId: id,
	set
});
