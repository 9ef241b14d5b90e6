import { createContext } from 'svelte';
import type { Device } from '#lib/local/device.svelte.ts';

/** The signed-in person's device, for every page below the layouts of field and district. */
export const [useDevice, provideDevice] = createContext<Device>();
