import PouchDB from 'pouchdb/dist/pouchdb.js';
import { UNITS } from '../page/sample-rows.ts';

let local;

async function openDatabase() {
	local = new PouchDB('bench', { auto_compaction: true });
	await local.info();
}

const prepare = openDatabase;
/** Ids begin with the unit, so that a unit's rows are a range. */
const idOf = ({ unitId, id }) => `${unitId}:${id}`;

async function save(rows) {
	for (let at = 0; at < rows.length; at += 200) {
		await local.bulkDocs(rows.slice(at, at + 200).map((row) => ({ ...row, _id: idOf(row) })));
	}
}

async function edit(rows, note) {
	for (const row of rows) await local.put({ ...(await local.get(idOf(row))), note });
}

async function replicate(way) {
	const started = performance.now();
	const result = await local.replicate[way](`${location.origin}/bench-data`, { batch_size: 500, retry: false });
	if (!result.ok) throw new Error(result.errors.join());
	return performance.now() - started;
}

async function pull(count) {
	const ms = await replicate('from');
	const { doc_count: there } = await local.info();
	if (there < count) throw new Error(`only ${there} rows came`);
	return ms;
}

async function open() {
	const started = performance.now();
	await openDatabase();
	const { rows } = await local.allDocs({
		include_docs: true,
		limit: 50,
		startkey: `${UNITS[0]}:`,
		endkey: `${UNITS[0]};`
	});
	if (rows.length < 50) throw new Error(`only ${rows.length} rows are there`);
	const ms = performance.now() - started;
	await local.close();
	return ms;
}

window.contender = { prepare, save, edit, push: () => replicate('to'), pull, open };
