import { m } from '#lib/i18n/generated/messages.js';

interface OutboxFacts {
	/** Items of this person that wait. */
	waiting: number;
	/** Those of them that do not get through by themselves. */
	stuck: number;
	/** Photos on their way; null while nobody can count them. */
	photos: number | null;
	attention: number;
	/** `HH:MM`; null with a network. */
	offlineSince: string | null;
	/** Who is signed in. */
	name: string;
	/** Whether other people's items wait on this device; undefined until their databases have been read. */
	hasOthers: boolean | undefined;
}

/** What the page of unsent work begins with. Before all of it has been read nothing is said, and what is said names whose items
 *  it is about. */
export function outboxHead(facts: OutboxFacts | undefined): { title: string; lead?: string } {
	if (!facts) return { title: m.tab_outbox() };
	const { waiting, stuck, photos, attention, offlineSince, name, hasOthers } = facts;
	if (waiting === 0 && photos === null) return { title: m.tab_outbox() };
	const offline = offlineSince === null ? undefined : m.outbox_lead_offline({ time: offlineSince });

	if (waiting > 0) {
		const lead = waiting > stuck ? m.outbox_lead_waiting() : m.outbox_lead_stuck();
		return { title: m.outbox_title_waiting({ n: waiting }), lead: offline ?? lead };
	}
	if (photos! > 0) return { title: m.outbox_title_photos({ n: photos! }), lead: offline ?? m.outbox_lead_photos() };

	const title = hasOthers === false ? m.outbox_title_none() : m.outbox_title_none_of({ name });
	const lead = offline ?? (attention === 0 ? m.outbox_lead_done({ name }) : undefined);
	return { title, ...(lead !== undefined && { lead }) };
}
