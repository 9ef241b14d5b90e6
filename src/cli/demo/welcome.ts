import { say } from '../speak.ts';
import type { Contents } from './marker.ts';
import { DEMO_PASSWORD, demoOfficers } from './people.ts';

/** Who can sign in, where, and how to get there with a phone. */
export function welcome({ origin, port, contents }: { origin: string; port: number; contents: Contents }): void {
	const invented = contents === 'facts and samples';
	console.log('');
	say({
		vi: `Bản thử: huyện Triệu Sơn, hôm nay là 05/11/2018. Mở ${origin}`,
		en: `Demo: Triệu Sơn district, today is 05/11/2018. Open ${origin}`
	});
	say({
		vi: invented
			? 'Số của 8 xã theo giao ban 02/11/2018; phần ghi "Dữ liệu mẫu" là minh họa.'
			: 'Chỉ có số của giao ban 02/11/2018.',
		en: invented
			? 'The figures of the 8 communes are those of the briefing of 02/11/2018; what is by "Dữ liệu mẫu" is invented.'
			: 'Nothing but the figures of the briefing of 02/11/2018.'
	});
	console.log(`\n${table()}\n`);
	say({
		vi: `Mật khẩu của mọi người: ${DEMO_PASSWORD}`,
		en: `Everybody's password: ${DEMO_PASSWORD}`
	});
	console.log('');
	say({
		vi: `Điện thoại: dùng ngoại tuyến cần HTTPS hoặc localhost. Cắm USB, chạy "adb reverse tcp:${port} tcp:${port}" rồi mở http://localhost:${port};\nhoặc mở một đường hầm HTTPS tới cổng ${port} và chạy lại với ORIGIN là địa chỉ của nó.`,
		en: `Phone: working offline needs HTTPS or localhost. Over USB run "adb reverse tcp:${port} tcp:${port}" and open http://localhost:${port};\nor open an HTTPS tunnel to port ${port} and start again with ORIGIN set to its address.`
	});
}

function table(): string {
	const width = Math.max(...demoOfficers.map(({ id }) => id.length)) + 2;

	return demoOfficers.map(({ id, name, post }) => `  ${id.padEnd(width)}${name}, ${post}`).join('\n');
}
