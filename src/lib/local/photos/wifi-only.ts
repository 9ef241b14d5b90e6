const STORAGE_KEY = 've-dich:photos-wifi-only';

/** Whether this device sends photos on Wi-Fi only. */
export const isOnWifiOnly = (): boolean => localStorage.getItem(STORAGE_KEY) !== null;

export function setWifiOnly(isOn: boolean): void {
	if (isOn) localStorage.setItem(STORAGE_KEY, '1');
	else localStorage.removeItem(STORAGE_KEY);
}
