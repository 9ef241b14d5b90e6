import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { satisfactionOf } from '#lib/domain/progress/satisfaction.ts';
import type { ReportDocument } from '#lib/domain/report/report-document.ts';
import { runsText, tablesOf } from './report-text.ts';
import type { CommuneProgress } from '#lib/domain/progress/progress.ts';
import { currentSet } from '#lib/domain/reference/reference.ts';
import { fullName, type Unit } from '#lib/domain/unit.ts';
import HallFacts from '#lib/ui/briefing/HallFacts.svelte';
import CommuneFacts from '#lib/ui/commune/CommuneFacts.svelte';
import CommuneTitle from '#lib/ui/commune/CommuneTitle.svelte';
import CommunePanel from '#lib/ui/matrix/CommunePanel.svelte';
import MatrixRow from '#lib/ui/matrix/MatrixRow.svelte';
import CommuneHead from '#lib/ui/progress/CommuneHead.svelte';
import CommuneRow from '#lib/ui/progress/CommuneRow.svelte';
import PublicTable from '#lib/ui/public-page/PublicTable.svelte';
import { REFERENCE } from '../support/trieu-son.ts';
import { between, known, shown, yearsIn } from './shown.ts';

/** What one place says of a commune; what it does not tell is left out. */
export interface Said {
	dossiers?: string | null;
	common?: string | null;
	sent?: string | null;
	inspected?: string | null;
	year?: string | null;
	lateYears?: number[];
}

export interface ToldOf {
	unit: Unit;
	progress: CommuneProgress;
	records: readonly SyncRecord[];
}

const set = currentSet(REFERENCE);
const nothing = () => undefined;

/** The screens, drawn as they are. */
export function screens({ unit, progress, records }: ToldOf): Record<string, Said> {
	const { target } = progress;
	const row = { row: { unit, progress, course: [] }, set, chosen: false, href: '#', cellHref: () => '#' };
	const matrix = shown(MatrixRow, { ...row, onopen: nothing, onpoint: nothing });
	const panel = shown(CommunePanel, { unit, progress, set, headingId: 'panel', onclose: nothing });
	const facts = shown(CommuneFacts, { progress });
	const title = shown(CommuneTitle, { unit, target: { ...target, history: [], basis: null } });
	const phone = shown(CommuneHead, { progress });
	const card = shown(CommuneRow, { unit, progress, groups: [], href: '#' });
	const hall = shown(HallFacts, { progress, changes: undefined });
	const { verdict } = satisfactionOf(records, set);
	const publicPage = shown(PublicTable, { communes: [{ unit, progress, satisfaction: verdict }], set });
	const publicRow = between(publicPage, 'Người dân hài lòng', '');
	const [beforeYear] = publicRow.split(/ (?=20\d\d (?:\d+\/|đang|–))/);
	const cells = /(20\d\d) (\d+\/\d+|đang lập|–) (Đã có|Còn thiếu|–) (\d+\/\d+|–) (\d+|–) /.exec(publicRow) ?? [];
	const isLate = target.late.length > 0;

	return {
		matrix: {
			lateYears: yearsIn(between(matrix, unit.name, 'Đích')),
			year: between(matrix, 'Đích', 'Hồ sơ tiêu chí'),
			dossiers: known(between(matrix, 'Hồ sơ tiêu chí', 'Hồ sơ chung')),
			common: known(between(matrix, 'Hồ sơ chung', 'Gửi ngành')),
			sent: known(between(matrix, 'Gửi ngành', 'Đã kiểm tra')),
			inspected: known(between(matrix, 'Đã kiểm tra', '').split(' ')[0]!)
		},
		panel: {
			year: between(panel, 'Đích ', ' '),
			lateYears: isLate ? yearsIn(between(panel, `Đích ${target.year}`, 'Hồ sơ tiêu chí')) : [],
			dossiers: known(between(panel, 'Hồ sơ tiêu chí', 'Hồ sơ chung của xã')),
			common: known(between(panel, 'Hồ sơ chung của xã', 'Đã gửi ngành của tỉnh')),
			sent: known(between(panel, 'Đã gửi ngành của tỉnh', 'Ngành đã về')),
			inspected: known(between(panel, 'Ngành đã về kiểm tra', 'Còn lại'))
		},
		'commune’s page': {
			year: between(title, 'Đích năm ', ','),
			lateYears: yearsIn(between(title, fullName(unit), 'Đích năm')),
			dossiers: known(between(facts, 'Hồ sơ tiêu chí', 'Hồ sơ chung của xã')),
			common: known(between(facts, 'Hồ sơ chung của xã', 'Đã gửi').replace(/ Dự kiến .*/, '')),
			sent: known(between(facts, 'Đã gửi ngành của tỉnh', 'Ngành đã về')),
			inspected: known(between(facts, 'Ngành đã về kiểm tra', 'Chỉ tiêu đạt'))
		},
		phone: {
			year: between(phone, 'Đích năm ', ','),
			lateYears: isLate ? yearsIn(phone.slice(phone.search(/Chậm|Lùi/))) : [],
			dossiers: known(phone.replace(/ (hồ sơ tiêu chí|chưa báo).*/, ''))
		},
		card: {
			year: between(card, 'Đích ', ','),
			dossiers: known(between(card, unit.name, 'Đích')),
			inspected: known(/, (\d+) ngành/.exec(card)?.[1] ?? ''),
			lateYears: isLate ? yearsIn(card.slice(card.search(/Chậm|Lùi/))) : []
		},
		hall: {
			dossiers: known(between(hall, 'Hồ sơ tiêu chí', 'Hồ sơ chung')),
			common: known(between(hall, 'Hồ sơ chung', 'Đã gửi')),
			sent: known(between(hall, 'Đã gửi ngành của tỉnh', 'Ngành đã về')),
			inspected: known(between(hall, 'Ngành đã về kiểm tra', ''))
		},
		'public page': {
			lateYears: yearsIn(beforeYear!.slice(unit.name.length)),
			year: cells[1]!,
			dossiers: known(cells[2]!),
			common: known(cells[3]!),
			sent: known(cells[4]!),
			inspected: known(cells[5]!)
		}
	};
}

/** The papers, from the tables of report and briefing. */
export function papers(documents: Record<string, ReportDocument>, unit: Unit): Record<string, Said> {
	return Object.fromEntries(
		Object.entries(documents).map(([name, document]) => {
			const cells = tablesOf(document)
				.flatMap(({ rows }) => rows)
				.find((row) => row.some(({ key }) => key === `cell/${unit.id}/dossiers`))!;
			const cell = (figure: string) => cells.find(({ key }) => key === `cell/${unit.id}/${figure}`);
			const text = (figure: string) => known(runsText(cell(figure)?.runs ?? []));
			const late = cell('name')?.note ?? text('note') ?? '';
			return [
				name,
				{
					...{ dossiers: text('dossiers'), common: text('common'), sent: text('sent') },
					...{ inspected: text('inspected'), year: text('year'), lateYears: yearsIn(late) }
				}
			];
		})
	);
}
