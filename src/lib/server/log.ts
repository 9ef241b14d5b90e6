/** The part of pino that the server uses. */
export interface Log {
	info(details: object, message: string): void;
	warn(details: object, message: string): void;
	error(details: object, message: string): void;
}

/** For programs whose output is read by people, not by a collector of logs. */
export const silentLog: Log = { info() {}, warn() {}, error() {} };
