import type { DeviceDatabase } from '../store/device-database.ts';
import type { DeviceStore } from '../store/device-store.ts';
import type { PhotoStore } from '../photos/photo-store.ts';
import type { World } from '../world.ts';

export interface Sync {
	/** Something was saved: send it. */
	saved(): void;
	/** A person asks to try now. */
	tryNow(): void;
	stop(): Promise<void>;
}

export interface SyncParts {
	store: DeviceStore;
	db: DeviceDatabase;
	photos: PhotoStore;
	personId: string;
	world: World;
}
