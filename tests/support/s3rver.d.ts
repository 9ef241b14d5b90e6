/** The package brings no types. */
declare module '@20minutes/s3rver' {
	interface Options {
		address: string;
		port: number;
		silent: boolean;
		directory: string;
		vhostBuckets: boolean;
		allowMismatchedSignatures: boolean;
		configureBuckets: { name: string }[];
	}

	export interface Context {
		method: string;
		query: { [name: string]: string | undefined };
		store: { getResourcePath(bucket: string, key: undefined, resource: string): string };
		status: number;
		type: string;
		body: string;
	}

	export default class S3rver {
		readonly middleware: ((ctx: Context, next: () => Promise<void>) => Promise<void>)[];
		constructor(options: Options);
		run(): Promise<unknown>;
		close(): Promise<void>;
	}
}
