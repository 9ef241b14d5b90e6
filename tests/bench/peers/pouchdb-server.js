import express from 'express';
import makePouchExpress from 'express-pouchdb';
import PouchDB from 'pouchdb';

/** CouchDB's protocol by express-pouchdb on LevelDB (prebuilt leveldown), which does not wait for the disk at a commit:
 *  `node pouchdb-server.js FOLDER PORT`. */
const [folder, port] = process.argv.slice(2);
const Stored = PouchDB.defaults({ prefix: `${folder}/` });
const app = express();
app.use(makePouchExpress(Stored, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: `${folder}/log.txt` }));
await new Stored('bench-data').info();
app.listen(Number(port), '127.0.0.1');
