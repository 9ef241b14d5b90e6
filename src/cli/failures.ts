import type { Words } from './words.ts';

/** What has gone wrong outside, in sentences; undefined for a mistake of the program, which is shown with its place. */
export function wordsOfFailure(error: unknown): Words | undefined {
	for (let one = error; one instanceof Error; one = one.cause) {
		const words = wordsOf(one);
		if (words) return words;
	}
	return undefined;
}

/** By their names: the built server has classes of its own. */
function wordsOf(error: Error): Words | undefined {
	switch (error.name) {
		case 'ConfigError':
			return { vi: `Cấu hình sai. ${error.message}`, en: `configuration: ${error.message}` };
		case 'DatabaseUnusable':
			return UNUSABLE[(error as Error & { why: string }).why]?.(error.message);
		case 'DatabaseUnavailable':
			return {
				vi: `Không dùng được cơ sở dữ liệu lúc này. ${causeOf(error)}. Kiểm tra DATABASE_URL hoặc quyền ghi DATA_DIR.`,
				en: `the database cannot be used now. ${causeOf(error)}. Look at DATABASE_URL, or at who may write to DATA_DIR.`
			};
		default:
			return ofTheSystem(error);
	}
}

const UNUSABLE: { [why: string]: (message: string) => Words } = {
	missing: (message) => ({
		vi: `Chưa có cơ sở dữ liệu ở đây, nên không làm gì. ${message}. Đặt DATA_DIR hoặc DATABASE_URL như khi chạy máy chủ; máy chủ chạy lần đầu sẽ tạo.`,
		en: `${message}, so nothing was done. Set DATA_DIR or DATABASE_URL as for the server, whose first start makes it.`
	}),
	corrupt: (message) => ({
		vi: `Tệp cơ sở dữ liệu hỏng hoặc không phải SQLite. ${message}. Đừng xóa; phục hồi từ bản sao (docs/operating.md).`,
		en: `${message}. Keep it, and put a copy back (docs/operating.md).`
	}),
	later: (message) => ({
		vi: `Cơ sở dữ liệu do bản mới hơn của chương trình ghi. ${message}. Chạy bản mới, hoặc phục hồi bản sao đã chép trước khi nâng cấp.`,
		en: `${message}. Run that version, or put back the copy made before the upgrade.`
	})
};

const SYSTEM: { [code: string]: Words } = {
	ENOENT: { vi: 'Không có tệp hoặc thư mục', en: 'there is no file or folder' },
	EACCES: { vi: 'Không có quyền với', en: 'there is no permission for' },
	EPERM: { vi: 'Không có quyền với', en: 'there is no permission for' },
	EROFS: { vi: 'Chỉ đọc được, không ghi được', en: 'this can only be read:' },
	ENOTDIR: { vi: 'Không phải thư mục', en: 'this is not a folder:' },
	EISDIR: { vi: 'Là thư mục, không phải tệp', en: 'this is a folder, not a file:' },
	EEXIST: { vi: 'Đã có thứ khác ở', en: 'there is something else at' },
	ENOSPC: { vi: 'Hết chỗ trên đĩa của', en: 'the disk is full at' },
	EADDRNOTAVAIL: { vi: 'Máy này không có địa chỉ HOST', en: 'this machine has no address HOST' }
};

function ofTheSystem(error: Error): Words | undefined {
	const { code = '', path, address } = error as NodeJS.ErrnoException & { address?: string };
	const words = SYSTEM[code];
	const where = path ?? address;

	return words && where !== undefined ? { vi: `${words.vi} ${where}.`, en: `${words.en} ${where}.` } : undefined;
}

const causeOf = ({ cause, message }: Error): string => {
	const text = cause instanceof Error ? cause.message || ((cause as NodeJS.ErrnoException).code ?? '') : message;
	return text.replace(/\.$/, '');
};
