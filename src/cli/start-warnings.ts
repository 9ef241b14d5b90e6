import type { Config } from '#lib/server/config.ts';
import { isLocalName } from '#lib/server/http/own-origin.ts';
import type { Words } from './speak.ts';

/** What is set, or not set, so that people meet refusals that nobody understands. */
export function startWarnings(
	env: Record<string, string | undefined>,
	{ origin, host }: Pick<Config, 'origin' | 'host'>
): Words[] {
	const { protocol, hostname } = new URL(origin);
	const isLocal = isLocalName(hostname);
	const isBehindProxy = protocol === 'https:';
	const header = env['ADDRESS_HEADER'] || undefined;
	const warnings: Words[] = [];

	if (!env['ORIGIN']) {
		warnings.push({
			vi: `ORIGIN chưa đặt nên là ${origin}. Ai mở bằng địa chỉ khác sẽ không đăng nhập được.`,
			en: `ORIGIN is not set and is taken as ${origin}. Who opens another address cannot sign in.`
		});
	}
	if (!isBehindProxy && !isLocal) {
		warnings.push({
			vi: `${origin} không phải HTTPS: máy của cán bộ không ghi ngoại tuyến và không gửi ảnh được, mật khẩu đi không mã hóa.`,
			en: `${origin} is not HTTPS: devices cannot work offline or send photos, and passwords travel unencrypted.`
		});
	}
	if (isBehindProxy && header === undefined) {
		warnings.push({
			vi:
				'Có proxy HTTPS phía trước mà ADDRESS_HEADER chưa đặt: mọi người được tính là cùng một địa chỉ, ' +
				'nên một người lạ gõ sai mật khẩu nhiều lần là máy mới của cả huyện không đăng nhập được.',
			en:
				'there is an HTTPS proxy in front and ADDRESS_HEADER is not set: everybody counts as one address, ' +
				'so that one stranger with wrong passwords keeps every new device from signing in.'
		});
	}
	if (header !== undefined && !isLocalName(host)) {
		warnings.push({
			vi: `Máy chủ nghe ở ${host} và tin ${header}: ai gọi thẳng, không qua proxy, sẽ tự đặt được địa chỉ của mình.`,
			en: `the server listens on ${host} and trusts ${header}: who calls it past the proxy can choose their address.`
		});
	}
	return warnings;
}
