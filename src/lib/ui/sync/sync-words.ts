import { m } from '#lib/i18n/generated/messages.js';

export interface SyncState {
	/** False until what waits has been counted once. */
	isRead?: boolean;
	/** Items that need a decision of the person. */
	attention: number;
	offline: boolean;
	/** The server answers, but takes nothing. */
	isServerBusy?: boolean;
	waiting: number;
	/** Photos of which the records are there already. */
	photos?: number;
	sending?: { done: number; of: number };
	/** `HH:MM` of the last exchange that left nothing over; null before the first. */
	lastContact: string | null;
}

export interface SyncWords {
	kind: 'unread' | 'attention' | 'offline' | 'sending' | 'waiting' | 'done' | 'never';
	state: string;
	fact?: string;
}

/** The one thing to say of several that hold: a decision first, then the network, then what waits. "Đã đồng bộ" only
 *  when nothing does. */
export function syncWords(it: SyncState): SyncWords {
	if (it.isRead === false) return { kind: 'unread', state: '' };
	const { attention, offline, isServerBusy = false, waiting, photos = 0, sending, lastContact } = it;
	const waits =
		waiting > 0 ? m.sync_waiting({ n: waiting }) : photos > 0 ? m.sync_waiting_photos({ n: photos }) : undefined;

	if (attention > 0) {
		const fact = waits ?? (offline ? m.sync_offline_short() : undefined);

		return { kind: 'attention', state: m.sync_attention({ n: attention }), fact };
	}
	if (offline) {
		return waits === undefined
			? { kind: 'offline', state: m.sync_offline() }
			: { kind: 'offline', state: m.sync_offline_short(), fact: waits };
	}
	if (sending) return { kind: 'sending', state: m.sync_sending(sending) };
	if (waits !== undefined) {
		return { kind: 'waiting', state: waits, fact: isServerBusy ? m.sync_server_busy() : m.sync_waiting_note() };
	}
	if (lastContact === null) return { kind: 'never', state: m.sync_never() };

	return { kind: 'done', state: m.sync_done({ time: lastContact }) };
}
