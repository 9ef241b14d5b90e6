/** Whether photos wait now. Where the browser does not tell which network it is, the wish cannot be kept. */
export const isHeldForWifi = (isWifiOnly: boolean, connection: string | undefined): boolean =>
	isWifiOnly && connection !== undefined && connection !== 'wifi' && connection !== 'ethernet';
