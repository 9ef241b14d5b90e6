import type { HoldCode, RefusalCode } from '#lib/domain/changes/push.ts';

/** Why a change is refused or put off. */
export type Objection = { r: 'refused'; code: RefusalCode; message: string } | { r: 'hold'; code: HoldCode };

export const refusal = (code: RefusalCode, message: string): Objection => ({ r: 'refused', code, message });
