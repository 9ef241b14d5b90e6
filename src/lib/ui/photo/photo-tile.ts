/** One photo as a screen shows it. */
export interface PhotoTile {
	id: string;
	/** A picture on this device, or an address; null while it has not arrived. */
	thumb: Blob | string | null;
	/** When it was taken, as short as it can be said on the picture. */
	time: string;
	/** "Ảnh lúc 09:36 05/11" */
	name: string;
	caption: string;
	/** What is between it and the district, in words; nothing once it is there. */
	state?: string | undefined;
}
