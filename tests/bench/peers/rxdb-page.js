import { createRxDatabase } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { Subject } from 'rxjs';
import { UNITS } from '../page/sample-rows.ts';

const text = { type: 'string' };
const number = { type: 'number' };
const schema = {
	version: 0,
	primaryKey: 'id',
	type: 'object',
	properties: {
		id: { type: 'string', maxLength: 36 },
		unitId: { type: 'string', maxLength: 10 },
		...{ kind: text, set: text, indicator: text, village: text, on: text, met: text, note: text },
		...{ value: number, part: number, whole: number }
	},
	required: ['id', 'unitId', 'kind'],
	// The screens read by unit.
	indexes: ['unitId']
};
const BATCH = 1000;

let database;
let collection;

async function openDatabase() {
	database = await createRxDatabase({ name: 'bench', storage: getRxStorageDexie(), multiInstance: true });
	({ check: collection } = await database.addCollections({ check: { schema } }));
}

const prepare = openDatabase;

async function save(rows) {
	for (let at = 0; at < rows.length; at += 200) await collection.bulkInsert(rows.slice(at, at + 200));
}

async function edit(rows, note) {
	for (const { id } of rows) {
		const document = await collection.findOne(id).exec();
		await document.incrementalPatch({ note });
	}
}

async function post(path, body) {
	const answer = await fetch(path, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body)
	});
	if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
	return answer.json();
}

/** Both directions, as an application runs it. */
function replicate() {
	return replicateRxCollection({
		collection,
		replicationIdentifier: 'bench',
		live: true,
		retryTime: 2000,
		push: { batchSize: BATCH, handler: (rows) => post('/push', rows) },
		pull: {
			batchSize: BATCH,
			handler: async (checkpoint, batchSize) =>
				post('/pull', { checkpoint: checkpoint ?? { seq: 0 }, batchSize, units: UNITS }),
			stream$: new Subject().asObservable()
		}
	});
}

async function sync() {
	const started = performance.now();
	const replication = replicate();
	await replication.awaitInitialReplication();
	const ms = performance.now() - started;
	await replication.cancel();
	return ms;
}

async function pull(count) {
	const ms = await sync();
	const there = await collection.count().exec();
	if (there < count) throw new Error(`only ${there} rows came`);
	return ms;
}

async function open() {
	const started = performance.now();
	await openDatabase();
	const shown = await collection.find({ selector: { unitId: UNITS[0] }, limit: 50 }).exec();
	if (shown.length < 50) throw new Error(`only ${shown.length} rows are there`);
	const ms = performance.now() - started;
	await database.close();
	return ms;
}

window.contender = { prepare, save, edit, push: sync, pull, open };
