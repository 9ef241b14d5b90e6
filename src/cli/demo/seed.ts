import { BARE_SET } from '#lib/domain/criteria/criteria-set.ts';
import { PROTOCOL } from '#lib/domain/changes/push.ts';
import type { Person } from '#lib/domain/reference/reference.ts';
import { createPerson } from '#lib/server/accounts/people.ts';
import type { ServerDatabase } from '#lib/server/database/database.ts';
import { setPageOpen } from '#lib/server/public-page/open-pages.ts';
import { installReference } from '#lib/server/reference/install.ts';
import { nationalCriteriaSets, typicalDepartments } from '#lib/server/reference/national.ts';
import { renewReferenceVersion } from '#lib/server/reference/version.ts';
import { acceptPush } from '#lib/server/sync/accept-push.ts';
import type { PushContext } from '#lib/server/sync/push-ground.ts';
import { batchesOf, type Batch } from './changes.ts';
import { demoWrites } from './demo-writes.ts';
import { markSeeding, type Contents } from './marker.ts';
import { DEMO_PASSWORD, demoAuthors, demoOfficers } from './people.ts';
import { demoUnits, DISTRICT } from './places.ts';

/** Fills an empty database: reference, people, and the records by the way every change takes. Until it is through, the
 *  database is marked as unfinished. */
export async function seedDemo(server: PushContext, contents: Contents): Promise<void> {
	const { database } = server;
	await markSeeding(database, 'unfinished');
	await installReference(database, {
		units: demoUnits,
		criteriaSets: nationalCriteriaSets(),
		criteriaSetId: BARE_SET,
		departments: typicalDepartments(),
		thresholds: []
	});
	await addAuthors(database, demoAuthors);
	await Promise.all(demoOfficers.map((officer) => addOfficer(server, officer)));

	for (const batch of batchesOf(demoWrites({ factsOnly: contents === 'facts' }), server.now()))
		await push(server, batch);
	await setPageOpen(database, { unitId: DISTRICT, isOpen: true, nowMs: server.now() });
	await markSeeding(database, contents);
}

/** Those who stand in records and never sign in. */
async function addAuthors({ write }: ServerDatabase, authors: readonly Person[]): Promise<void> {
	await write.transaction().execute(async (trx) => {
		for (const { units, ...author } of authors) {
			await trx.insertInto('person').values(author).execute();
			const attachments = units.map((unit_id) => ({ person_id: author.id, unit_id }));
			await trx.insertInto('person_unit').values(attachments).execute();
		}
		await renewReferenceVersion(trx);
	});
}

async function addOfficer({ database, now }: PushContext, officer: Person): Promise<void> {
	const created = await createPerson(
		{ database, now },
		{ ...officer, username: officer.id, password: DEMO_PASSWORD }
	);
	if (!created.ok) throw new Error(`${officer.id} could not be created: ${created.refusal.kind}`);
}

async function push(server: PushContext, { personId, device, changes }: Batch): Promise<void> {
	const author = demoAuthors.find(({ id }) => id === personId);
	if (!author) throw new Error(`${personId} is not among the authors of the demo`);

	const answer = await acceptPush(server, author, {
		protocol: PROTOCOL,
		app: 'demo',
		person: personId,
		device,
		epoch: null,
		now: server.now(),
		changes
	});
	if (!answer.ok) throw new Error(`a batch of ${personId} was not taken: ${answer.refusal.kind}`);

	const wrong = answer.value.receipts.filter((receipt) => receipt.r !== 'ok' || receipt.lost);
	if (wrong.length > 0) throw new Error(`changes of ${personId} were not taken: ${JSON.stringify(wrong)}`);
}
