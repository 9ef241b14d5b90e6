/** A bucket for photos alone. */
export interface S3Place {
	bucket: string;
	/** http(s)://…; undefined for Amazon's own. */
	endpoint: string | undefined;
	region: string;
	accessKeyId: string;
	secretAccessKey: string;
}
