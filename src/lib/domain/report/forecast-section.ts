import type { Forecast } from './forecast.ts';
import type { Paragraph, Run } from './report-document.ts';
import type { CommuneFacts } from './report-facts.ts';
import { sourcesOf } from './figure-sources.ts';
import { bold, dateInReport, plain } from './report-words.ts';

const ASSUMED =
	'Dự báo chỉ dựa trên ngày xã đã hẹn và nhịp hoàn thành hồ sơ đã ghi trong 8 tuần qua, giả định nhịp đó giữ nguyên; ' +
	'chưa tính thời gian các ngành của tỉnh thẩm định.';

/** When the communes whose dossiers are not complete will have them; the assumption is written out. */
export function forecastParagraphs(communes: readonly CommuneFacts[]): Paragraph[] {
	const open = communes.filter(({ forecast }) => forecast.remaining !== 0);
	if (open.length === 0) return [];

	const untold = open.filter(({ forecast }) => forecast.remaining === null && !forecast.given);
	const lines = open
		.filter((commune) => !untold.includes(commune))
		.map(({ unit, forecast, records }): Paragraph => {
			const runs: Run[] = [bold(`Xã ${unit.name}: `), plain(`${forecastSentence(forecast)}.`)];
			const dossiers = records.filter(({ kind }) => kind === 'dossier');
			return { key: `forecast/${unit.id}`, runs, sources: sourcesOf(unit.id, dossiers) };
		});
	const none = `Xã ${untold.map(({ unit }) => unit.name).join(', ')}: chưa báo số hồ sơ, chưa hẹn ngày nên chưa dự báo được.`;
	return [
		{ key: 'forecast', runs: [{ text: ASSUMED, italic: true }] },
		...lines,
		...(untold.length > 0 ? [{ key: 'forecast/none', runs: [plain(none)] }] : [])
	];
}

function forecastSentence({ remaining, given, pace }: Forecast): string {
	const parts = [
		remaining === null ? 'chưa có số hồ sơ nên chưa tính được còn bao nhiêu' : `còn ${remaining} hồ sơ tiêu chí`,
		given
			? `ngày hẹn muộn nhất ${dateInReport(given.on)}${given.without > 0 ? `, ${given.without} hồ sơ chưa hẹn ngày` : ''}`
			: 'chưa hẹn ngày hoàn thành',
		pace
			? `theo nhịp đã qua (${pace.gained} hồ sơ trong ${pace.days} ngày) thì xong khoảng ngày ${dateInReport(pace.on)}`
			: 'chưa đủ số liệu để tính nhịp'
	];
	return parts.join('; ');
}

/** In a cell. */
export function forecastWords({ remaining, given, pace }: Forecast): string {
	if (remaining === 0) return 'Đã xong hồ sơ tiêu chí';
	if (given) {
		const without = given.without > 0 ? `, còn ${given.without} hồ sơ chưa hẹn ngày` : '';
		return `Hẹn ${dateInReport(given.on)}${without}`;
	}

	return pace ? `Khoảng ${dateInReport(pace.on)} theo nhịp` : '';
}
