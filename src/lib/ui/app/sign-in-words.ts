import CloudOff from '@lucide/svelte/icons/cloud-off';
import Clock from '@lucide/svelte/icons/clock';
import Lock from '@lucide/svelte/icons/lock';
import ServerOff from '@lucide/svelte/icons/server-off';
import Smartphone from '@lucide/svelte/icons/smartphone';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import { m } from '#lib/i18n/generated/messages.js';
import type { IconSource } from '../kit/icon-source.ts';
import type { BlockTone } from '../kit/tone.ts';

export type SignInProblem =
	| { kind: 'wrong' }
	| { kind: 'blocked' }
	| { kind: 'too-many'; retryAfterMinutes: number }
	| { kind: 'offline' }
	| { kind: 'other-address' }
	| { kind: 'not-kept' }
	| { kind: 'server' }
	/** Its store or something else on it failed. */
	| { kind: 'device' };

interface Words {
	tone: BlockTone;
	icon: IconSource;
	title: string;
	text: string;
}

/** What happened, what is safe, what to do. */
export function signInWords(problem: SignInProblem): Words {
	switch (problem.kind) {
		case 'wrong':
			return { tone: 'brick', icon: TriangleAlert, title: m.sign_in_wrong(), text: m.sign_in_wrong_next() };
		case 'blocked':
			return { tone: 'brick', icon: Lock, title: m.sign_in_blocked(), text: m.sign_in_blocked_next() };
		case 'too-many':
			return {
				tone: 'gold',
				icon: Clock,
				title: m.sign_in_too_many(),
				text: m.sign_in_too_many_next({ minutes: problem.retryAfterMinutes })
			};
		case 'offline':
			return { tone: 'well', icon: CloudOff, title: m.sign_in_offline(), text: m.sign_in_offline_next() };
		case 'other-address':
			return {
				tone: 'brick',
				icon: ServerOff,
				title: m.sign_in_other_address(),
				text: m.sign_in_other_address_next({ address: location.origin })
			};
		case 'not-kept':
			return { tone: 'brick', icon: ServerOff, title: m.sign_in_not_kept(), text: m.sign_in_not_kept_next() };
		case 'server':
			return { tone: 'brick', icon: ServerOff, title: m.sign_in_server(), text: m.sign_in_server_next() };
		case 'device':
			return { tone: 'brick', icon: Smartphone, title: m.sign_in_device(), text: m.sign_in_device_next() };
	}
}
