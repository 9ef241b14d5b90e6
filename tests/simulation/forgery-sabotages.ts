import { altered, breakLog, type Broken } from './breaking.ts';

/** What a server believes of clients that nobody has made. */
export const FORGERY_SABOTAGES: readonly Broken[] = [
	{
		rule: 'a device belongs to whom it was first met with',
		noticedBy: 'forged',
		server: (store) => altered(store, { foreignDevices: async () => new Set<string>() })
	},
	{
		rule: 'what can be written nowhere is not taken',
		noticedBy: 'forged',
		server: (store) =>
			breakLog(store, (log) => ({
				append(logged, record, about) {
					const { change } = logged;
					const halved = { ...change, recordId: change.recordId.replace(/^dossier:17$/, 'dossier:17\ud800') };
					log.append({ ...logged, change: halved }, record, about);
				}
			}))
	}
];
