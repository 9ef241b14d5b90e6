const STORAGE_KEY = 've-dich:photos-wifi-only';

/** Whether this device sends photos on Wi-Fi only. */
export const isOnWifiOnly = (): boolean => localStorage.getItem(STORAGE_KEY) !== null;

export function setWifiOnly(isOn: boolean): void {
	if (isOn) localStorage.setItem(STORAGE_KEY, '1');
	else localStorage.removeItem(STORAGE_KEY);
}

/** Whether photos wait now. Where the browser does not tell which network it is, the wish cannot be kept. */
export const isHeldForWifi = (isWifiOnly: boolean, connection: string | undefined): boolean =>
	isWifiOnly && connection !== undefined && connection !== 'wifi' && connection !== 'ethernet';
