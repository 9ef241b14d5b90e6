/** A photo of somebody else, to be looked at. */
export interface ShownPhoto {
	id: string;
	/** Null while it is neither here nor to be had. */
	thumb: Blob | null;
	/** Its address once all of it has arrived. */
	full: string | null;
	isStored: boolean;
	/** "Ảnh lúc 09:36 ngày 05/11/2018" */
	name: string;
	/** "Chụp 09:36 ngày 05/11/2018" */
	taken: string;
	/** "05/11", where there is little room. */
	time: string;
	where: string | undefined;
	caption: string;
	/** In pixels: its place is kept before it is there. */
	size: { width: number; height: number };
	/** What is between it and the desk, in words. */
	state: string | undefined;
}
