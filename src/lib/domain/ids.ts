/** UUIDv7: sorts by the millisecond it was made in. `random` gives 10 random bytes. */
export function makeUuid(nowMs: number, random: Uint8Array): string {
	const bytes = new Uint8Array(16);
	for (let i = 0; i < 6; i++) bytes[i] = Math.floor(nowMs / 2 ** (8 * (5 - i))) % 256;
	bytes.set(random.subarray(0, 10), 6);
	bytes[6] = (bytes[6]! & 0x0f) | 0x70;
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;

	const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isUuid = (text: string): boolean => UUID.test(text);

const DEVICE_ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A device id is eight of `[a-z0-9]`. `random` gives 8 random bytes. */
export function makeDeviceId(random: Uint8Array): string {
	return Array.from(random.subarray(0, 8), (byte) => DEVICE_ALPHABET[byte % 36]).join('');
}

const DEVICE_ID = /^[a-z0-9]{8}$/;

export const isDeviceId = (text: string): boolean => DEVICE_ID.test(text);

/** Ids of units and records stand in keys, digests and addresses as they are. */
const RECORD_ID = /^[\p{L}\p{N}._:-]{1,200}$/u;

export const isRecordId = (text: string): boolean => RECORD_ID.test(text);

const KIND_NAME = /^[a-z][a-z0-9_-]{0,99}$/i;

export const isKindName = (text: string): boolean => KIND_NAME.test(text);

/** A name, or a list and the id of one of its entries. */
const REGISTER_NAME = /^[a-z][a-z0-9_-]{0,99}(?::[\p{L}\p{N}._-]{1,80})?$/iu;

export const isRegisterName = (text: string): boolean => REGISTER_NAME.test(text);
