import { m } from '#lib/i18n/generated/messages.js';
import { formatNumber } from '../format.ts';

/** Of the program, by what has come and what there is. */
export interface ProgramBytes {
	done: number;
	of: number;
}

export interface SyncState {
	/** False until what waits has been counted once. */
	isRead?: boolean;
	/** Items that need a decision of the person. */
	attention: number;
	offline: boolean;
	/** The server answers, but takes nothing. */
	isServerBusy?: boolean;
	/** It takes and gives by and by, since this device has sent or fetched much. */
	isSlowed?: boolean;
	waiting: number;
	/** Photos of which the records are there already. */
	photos?: number;
	sending?: { done: number; of: number };
	/** The program itself is still coming down to this device; null while nobody knows how much there is. */
	preparing?: { bytes: ProgramBytes | null } | undefined;
	/** `HH:MM` of the last exchange that left nothing over; null before the first. */
	lastContact: string | null;
}

export interface SyncWords {
	kind: 'unread' | 'attention' | 'offline' | 'sending' | 'waiting' | 'preparing' | 'done' | 'never';
	state: string;
	fact?: string;
}

/** The one thing to say of several that hold: a decision first, then the network, then what waits. "Đã đồng bộ" only
 *  when nothing does, and the program would open again without network. */
export function syncWords(it: SyncState): SyncWords {
	if (it.isRead === false) return { kind: 'unread', state: '' };
	const {
		attention,
		offline,
		isServerBusy = false,
		isSlowed = false,
		waiting,
		photos = 0,
		sending,
		lastContact
	} = it;
	const waits =
		waiting > 0 ? m.sync_waiting({ n: waiting }) : photos > 0 ? m.sync_waiting_photos({ n: photos }) : undefined;

	if (attention > 0) {
		const fact = waits ?? (offline ? m.sync_offline_short() : undefined);

		return { kind: 'attention', state: m.sync_attention({ n: attention }), fact };
	}
	if (offline && it.preparing)
		return { kind: 'offline', state: m.sync_offline_short(), fact: waits ?? m.sync_preparing_unfinished() };
	if (offline) {
		return waits === undefined
			? { kind: 'offline', state: m.sync_offline() }
			: { kind: 'offline', state: m.sync_offline_short(), fact: waits };
	}
	if (sending) return { kind: 'sending', state: m.sync_sending(sending) };
	if (waits !== undefined) {
		if (isSlowed) return { kind: 'waiting', state: waits, fact: m.sync_slowed() };
		return { kind: 'waiting', state: waits, fact: isServerBusy ? m.sync_server_busy() : m.sync_waiting_note() };
	}
	if (isSlowed) return { kind: 'waiting', state: m.sync_slowed() };
	if (it.preparing) return preparingWords(it.preparing.bytes);
	if (lastContact === null) return { kind: 'never', state: m.sync_never() };

	return { kind: 'done', state: m.sync_done({ time: lastContact }) };
}

export const percentOf = ({ done, of }: ProgramBytes): number => Math.floor((done * 100) / of);

const MEGABYTE = 1_000_000;

function preparingWords(bytes: ProgramBytes | null): SyncWords {
	if (!bytes) return { kind: 'preparing', state: m.sync_preparing() };

	const left = Math.max(0.1, (bytes.of - bytes.done) / MEGABYTE);
	return {
		kind: 'preparing',
		state: m.sync_preparing_share({ percent: percentOf(bytes) }),
		fact: m.sync_preparing_left({ megabytes: formatNumber(left, 1) })
	};
}
