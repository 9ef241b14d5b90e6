import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { ROLE_NAMES, type Role } from '#lib/domain/access/role.ts';
import type { Unit } from '#lib/domain/unit.ts';
import type { Result } from '#lib/domain/result.ts';
import {
	createPerson,
	listPeople,
	setBlocked,
	setPassword,
	setRoleAndUnits,
	type PeopleRefusal
} from '#lib/server/accounts/people.ts';
import { readConfig } from '#lib/server/config.ts';
import { openDatabase, renewEpoch, type ServerDatabase } from '#lib/server/database/database.ts';
import { createActsLog } from '#lib/server/json-log.ts';
import type { Log } from '#lib/server/log.ts';
import { ensureReference } from '#lib/server/reference/ensure.ts';
import { readCriteriaSets } from '#lib/server/reference/criteria-sets.ts';
import { installUnits } from '#lib/server/reference/install.ts';
import { readUnits } from '#lib/server/reference/units.ts';
import { readRefused } from '#lib/server/sync/read-refused.ts';
import { databaseLocation } from '#lib/server/server.ts';
import { askPassword } from './ask-password.ts';
import { careForPhotos } from './care-for-photos.ts';
import { wordsOf } from './refusals.ts';
import { CommandRefused, runCommand, say } from './speak.ts';

const USAGE = `npm run admin -- <lệnh / command>

  create    --username --name --post --role --units 15697[,…] [--password]
  password  --username [--password]
  role      --username --role --units 15697[,…]
  block     --username
  unblock   --username
  list
  refused                        những gì máy chủ đã từ chối / what the server refused, latest first
  units     --file units.json    [{ id, level, parentId, type, name, code, region }, …]
  photos    [--lost]             đối chiếu ảnh với bản ghi / brings photos and records together
  restored  [--lost]             sau khi phục hồi bản sao cũ / after an older copy was put back

  --role: ${ROLE_NAMES.join(', ')}
  Không có --password thì hỏi, hoặc đọc từ stdin. / Without --password it asks, or reads stdin.
  DATA_DIR, DATABASE_URL, S3_*: như khi chạy máy chủ / as for the server.`;

const OPTIONS = {
	username: { type: 'string' },
	password: { type: 'string' },
	name: { type: 'string' },
	post: { type: 'string' },
	role: { type: 'string' },
	units: { type: 'string' },
	file: { type: 'string' },
	lost: { type: 'boolean' },
	help: { type: 'boolean' }
} as const;

type TextOption = Exclude<keyof typeof OPTIONS, 'lost' | 'help'>;

interface Call {
	server: { database: ServerDatabase; now(): number; log: Log };
	/** The value of a named option, or a refusal that names it. */
	need(option: TextOption): string;
	password(): Promise<string>;
	unitIds(): string[];
	careForPhotos(): Promise<void>;
}

const COMMANDS: Record<string, (call: Call) => Promise<void>> = {
	async create({ server, need, password, unitIds }) {
		const username = need('username');
		const person = {
			username,
			name: need('name'),
			post: need('post'),
			role: need('role') as Role,
			units: unitIds()
		};
		taken(await createPerson(server, { ...person, password: await password() }));
		say({ vi: `Đã tạo ${username}.`, en: `${username} has been created.` });
	},

	async password({ server, need, password }) {
		const username = need('username');
		taken(await setPassword(server, username, await password()));
		say({
			vi: `Đã đổi mật khẩu của ${username}; các máy đang dùng phải đăng nhập lại.`,
			en: `${username} has a new password and is signed out everywhere.`
		});
	},

	async role({ server, need, unitIds }) {
		const username = need('username');
		taken(await setRoleAndUnits(server, username, { role: need('role') as Role, units: unitIds() }));
		say({ vi: `Đã đổi vai trò và đơn vị của ${username}.`, en: `${username} has a new role and units.` });
	},

	async block({ server, need }) {
		const username = need('username');
		taken(await setBlocked(server, username, true));
		say({ vi: `${username} không đăng nhập được nữa.`, en: `${username} cannot sign in any more.` });
	},

	async unblock({ server, need }) {
		const username = need('username');
		taken(await setBlocked(server, username, false));
		say({ vi: `${username} đăng nhập lại được.`, en: `${username} can sign in again.` });
	},

	async list({ server }) {
		for (const { username, blocked, role, units, name, post } of await listPeople(server)) {
			const who = `${(username ?? '–').padEnd(20)} ${role.padEnd(16)} ${units.join(',').padEnd(12)}`;
			console.log(`${who} ${name}, ${post}${blocked ? ' (đã khóa / blocked)' : ''}`);
		}
	},

	async refused({ server }) {
		for (const { at, by, unit, what, code, message } of await readRefused(server.database.read))
			console.log(`${at}  ${by.padEnd(20)} ${unit.padEnd(8)} ${what}\n    ${code}: ${message}`);
	},

	async units({ server, need }) {
		const units = parseUnits(await readFile(need('file'), 'utf8'));
		await refuseUnknownParents(server.database, units);
		await refuseUnknownRegions(server.database, units);
		await installUnits(server.database, units);
		say({ vi: `Đã nạp ${units.length} đơn vị.`, en: `${units.length} units have been installed.` });
	},

	photos: ({ careForPhotos }) => careForPhotos(),

	async restored({ server, careForPhotos }) {
		await renewEpoch(server.database);
		say({
			vi: 'Các máy sẽ gửi lại những gì bản sao này chưa có.',
			en: 'devices will send again what this copy lacks.'
		});
		await careForPhotos();
	}
};

const unitList = z.array(
	z.object({
		id: z.string(),
		level: z.enum(['commune', 'district', 'province']),
		parentId: z.nullable(z.string()),
		type: z.string(),
		name: z.string(),
		code: z.string(),
		region: z.string()
	})
);

function parseUnits(text: string) {
	const units = unitList.safeParse(parseJson(text));
	if (units.success) return units.data;

	const [issue] = units.error.issues;
	const where = issue?.path.join('.');
	throw new CommandRefused({
		vi: `Tệp đơn vị không đúng ở ${where}: ${issue?.message}`,
		en: `the file of units is wrong at ${where}: ${issue?.message}`
	});
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new CommandRefused({ vi: 'Tệp không phải là JSON.', en: 'the file is not JSON.' });
	}
}

async function refuseUnknownParents({ read }: ServerDatabase, units: readonly Unit[]): Promise<void> {
	const known = new Set([...(await readUnits(read)), ...units].map(({ id }) => id));
	const orphan = units.find(({ parentId }) => parentId !== null && !known.has(parentId));
	if (orphan === undefined) return;

	throw new CommandRefused({
		vi: `Đơn vị ${orphan.id} (${orphan.name}) thuộc ${orphan.parentId}, mà không có đơn vị mã đó trong tệp lẫn cơ sở dữ liệu.`,
		en: `unit ${orphan.id} (${orphan.name}) belongs to ${orphan.parentId}, which is neither in the file nor in the database.`
	});
}

/** A region that no set has levels for is a typing error: its communes would have no levels, and nobody would be told. */
async function refuseUnknownRegions(database: ServerDatabase, units: readonly Unit[]): Promise<void> {
	const sets = await readCriteriaSets(database);
	const known = new Set(
		sets.flatMap(({ criteria }) =>
			criteria.flatMap(({ indicators }) => indicators.flatMap(({ threshold }) => Object.keys(threshold ?? {})))
		)
	);
	const lost = units.find(({ region }) => !known.has(region));
	if (lost === undefined) return;

	const list = [...known].sort().join(', ');
	throw new CommandRefused({
		vi: `Đơn vị ${lost.id} (${lost.name}) ghi vùng ${lost.region}, mà không bộ tiêu chí nào có mức cho vùng đó. Các vùng có mức: ${list}.`,
		en: `unit ${lost.id} (${lost.name}) has the region ${lost.region}, for which no criteria set has levels. Regions with levels: ${list}.`
	});
}

function taken(result: Result<string, PeopleRefusal>): void {
	if (!result.ok) throw new CommandRefused(wordsOf(result.refusal));
}

function readArguments():
	| {
			run: (call: Call) => Promise<void>;
			values: Partial<Record<TextOption, string>> & { lost?: boolean };
	  }
	| 'help' {
	try {
		const { positionals, values } = parseArgs({ options: OPTIONS, allowPositionals: true });
		if (values.help) return 'help';
		const [name = '', ...rest] = positionals;
		const run = COMMANDS[name];
		if (run && rest.length === 0) return { run, values };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		throw new CommandRefused({ vi: `Tham số sai. ${message}\n\n${USAGE}`, en: message });
	}
	throw new CommandRefused({ vi: `Không có lệnh này.\n\n${USAGE}\n`, en: 'there is no such command.' });
}

await runCommand(async () => {
	const asked = readArguments();
	if (asked === 'help') return console.log(USAGE);
	const { run, values } = asked;
	const need = (option: TextOption): string => {
		const value = values[option];
		if (value !== undefined) return value;
		throw new CommandRefused({ vi: `Thiếu --${option}.`, en: `--${option} is missing.` });
	};

	const config = readConfig(process.env);
	const database = await openDatabase(databaseLocation(config), { mustExist: true });
	try {
		await ensureReference(database);
		await run({
			server: { database, now: Date.now, log: createActsLog(config.dataDir) },
			need,
			password: async () => values.password ?? (await askPassword()),
			unitIds: () => (values.units ?? '').split(',').filter((id) => id !== ''),
			careForPhotos: () => careForPhotos({ database, config, isLossCertain: values.lost ?? false })
		});
	} finally {
		await database.close();
	}
});
