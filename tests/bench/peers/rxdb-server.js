import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { createGzip } from 'node:zlib';

/** The server's half of RxDB's replication, on SQLite as durable as ours: `node rxdb-server.js FILE PORT`. */
const [file, port] = process.argv.slice(2);
const db = new DatabaseSync(file);
db.exec(`pragma journal_mode = wal; pragma synchronous = full;
	create table if not exists doc (id text primary key, unit_id text, seq integer not null, body text not null);
	create index if not exists doc_unit_seq on doc (unit_id, seq);
	create table if not exists head (seq integer not null);
	insert into head select 0 where not exists (select 1 from head)`);
const read = db.prepare('select body from doc where id = ?');
const write = db.prepare(
	'insert into doc values (?, ?, ?, ?) on conflict (id) do update set seq = excluded.seq, body = excluded.body'
);
const head = db.prepare('select seq from head');
const setHead = db.prepare('update head set seq = ?');
const after = db.prepare(
	'select seq, body from doc where unit_id in (select value from json_each(?)) and seq > ? order by seq limit ?'
);

/** What was not written because the device had assumed something else. */
function push(rows) {
	const conflicts = [];
	db.exec('begin immediate');
	let { seq } = head.get();
	for (const { newDocumentState, assumedMasterState } of rows) {
		const { id, unitId } = newDocumentState;
		const standing = read.get(id)?.body;
		const assumed = assumedMasterState ? JSON.stringify(assumedMasterState) : undefined;
		if (standing === assumed) write.run(id, unitId, (seq += 1), JSON.stringify(newDocumentState));
		else conflicts.push(JSON.parse(standing));
	}
	setHead.run(seq);
	db.exec('commit');
	return conflicts;
}

function pull({ checkpoint, batchSize, units }) {
	const rows = after.all(JSON.stringify(units), checkpoint.seq, batchSize);
	return {
		documents: rows.map(({ body }) => JSON.parse(body)),
		checkpoint: { seq: rows.at(-1)?.seq ?? checkpoint.seq }
	};
}

createServer(async (request, response) => {
	if (request.method !== 'POST') return response.end();
	const parts = [];
	for await (const part of request) parts.push(part);
	const body = JSON.parse(Buffer.concat(parts).toString('utf8'));
	response.setHeader('content-type', 'application/json');
	response.setHeader('content-encoding', 'gzip');
	const gzip = createGzip();
	gzip.pipe(response);
	gzip.end(JSON.stringify(request.url === '/push' ? push(body) : pull(body)));
}).listen(Number(port), '127.0.0.1');
