import { tellOn } from './tell-histories.ts';

tellOn('postgres');
