import type { Component } from 'svelte';

/** An icon as a component: `import CloudCheck from '@lucide/svelte/icons/cloud-check'`, or one of our own. */
export type IconSource = Component<{ size?: number | string }>;
