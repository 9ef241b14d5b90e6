import type { PhotoFiles } from './photo-files.ts';
import type { S3Place } from './s3-place.ts';

/** Photos lie in a folder, or on an S3-compatible server, whose packages are only loaded then. */
export async function openPhotoFiles({ folder, s3 }: { folder: string; s3: S3Place | undefined }): Promise<PhotoFiles> {
	if (s3) return new (await import('./s3-files.ts')).S3Files(s3);

	return new (await import('./folder-files.ts')).FolderFiles(folder);
}
