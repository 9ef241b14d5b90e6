import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Change } from '#lib/domain/changes/change.ts';
import { headsText, type Cursors, type Scope } from '#lib/domain/changes/pull.ts';
import { freePort } from '../support/free-port.ts';
import { percentile } from './browser-page.ts';
import { HttpDevice } from './http-device.ts';
import { PROVINCE_COMMUNES, startOurs } from './our-server.ts';
import { makeRows } from './page/sample-rows.ts';
import { Proxy } from './proxy.ts';
import type { Row } from './row.ts';

export const title = 'One server, many devices and many communes';

const DEVICES = 200;
const EDITS = 20;
/** Each device makes its edits over so long: a person needs longer for twenty. */
const OVER_MS = 20_000;

/** Needs the production build. */
export async function run(): Promise<Row[]> {
	const folder = mkdtempSync(join(tmpdir(), 've-dich-bench-'));
	const port = await freePort();
	const proxy = await Proxy.to(port);
	const server = await startOurs(folder, proxy.origin, port);
	try {
		const unchanged = await askUnchanged(proxy);
		const session = await HttpDevice.signIn(`http://localhost:${port}`, 'bench');
		await server.loop();
		const acknowledged = await editFromEverywhere(session);
		const loop = await server.loop();
		const name = `${DEVICES} devices × ${EDITS} edits`;

		return [
			{
				name: `${name}: acknowledged, p95`,
				value: percentile(acknowledged, 0.95),
				unit: 'ms',
				target: { atMost: 300 }
			},
			{ name: `${name}: acknowledged, p50`, value: percentile(acknowledged, 0.5), unit: 'ms' },
			{ name: `${name}: event loop late, p99`, value: loop.p99, unit: 'ms', target: { atMost: 50 } },
			...unchanged
		];
	} finally {
		await proxy.close();
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function editFromEverywhere(session: HttpDevice): Promise<number[]> {
	const rows = makeRows(0, DEVICES * EDITS);
	const work = Array.from({ length: DEVICES }, async (_, index) => {
		const device = session.as(`d${String(index).padStart(7, '0')}`);
		const took: number[] = [];
		const pause = OVER_MS / EDITS;
		await passed((index * pause) / DEVICES);
		for (let n = 1; n <= EDITS; n++) {
			const due = passed(pause);
			const started = performance.now();
			const answer = await device.post('push', {
				changes: [makeChange(device.id, n, rows[index * EDITS + n - 1]!)]
			});
			took.push(performance.now() - started);
			if (!answer.includes('"r":"ok"')) throw new Error(`a change was not taken: ${answer}`);
			await due;
		}
		return took;
	});
	return (await Promise.all(work)).flat();
}

const passed = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function makeChange(device: string, n: number, row: ReturnType<typeof makeRows>[number]): Change {
	const { id, unitId, kind, set, indicator, village, ...measurement } = row;
	return {
		// Another chance than the record's, in the same form.
		id: `${id.slice(0, 24)}${id.slice(24).split('').reverse().join('')}`,
		v: 1,
		...{ unitId, kind, recordId: id },
		set: {
			subject: { value: { set, indicator, village }, prev: null },
			measurement: { value: measurement, prev: null }
		},
		hlc: `${Date.now().toString(36).padStart(9, '0')}000.${device}`,
		...{ device, n }
	};
}

/** A province's desk looks whether any of its communes has news. */
async function askUnchanged(proxy: Proxy): Promise<Row[]> {
	const device = await HttpDevice.signIn(proxy.origin, 'province');
	const [first] = (await device.post('pull', { cursors: {} })).split('\n');
	const { scopes, reference, epoch } = JSON.parse(first!) as {
		scopes: { [unitId: string]: Scope };
		reference: string;
		epoch: string;
	};
	const cursors: Cursors = Object.fromEntries(
		Object.entries(scopes).map(([unitId, { perm, head }]) => [unitId, [perm, head]])
	);
	const heads = createHash('sha256').update(headsText(cursors, reference)).digest('base64url');
	proxy.take();
	const answer = await device.post('pull', { epoch, heads });
	const { down } = proxy.take();
	if (!answer.includes('"unchanged":true')) throw new Error(`something had changed: ${answer.slice(0, 200)}`);

	const name = `${PROVINCE_COMMUNES} unchanged communes`;
	return [
		{ name: `${name}: the answer`, value: Buffer.byteLength(answer), unit: 'B', target: { atMost: 300 } },
		{ name: `${name}: the answer with HTTP's headers`, value: down, unit: 'B' }
	];
}
