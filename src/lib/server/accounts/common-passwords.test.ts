import { expect, test } from 'vitest';
import { isCommonPassword } from './common-passwords.ts';

test.each([
	...['matkhau123', 'Mật khẩu 2018', 'MatKhau@123', 'anhyeuem', 'Em yêu anh 99', 'vietnam2026', 'nongthonmoi@2026'],
	...['password', 'P@ssw0rd', 'qwerty123', 'admin@123', '123456789', '19051990', '0912 345 678', '!@#$%^&*'],
	...['aaaaaaaa', 'abcabcabc', 'abcdefgh', '987654321', 'canbo.minhchau', 'Canbo.MinhChau1']
])('%s is among the first that anybody would try', (password) => {
	expect(isCommonPassword(password, 'canbo.minhchau')).toBe(true);
});

test.each([
	'ruộng bậc thang xanh',
	'mat-khau-dai',
	've-dich-2018',
	'Trâu đi 3 lần',
	'kH9!tre-xanh',
	'lúa chín tháng mười'
])('%s is taken', (password) => {
	expect(isCommonPassword(password, 'canbo.minhchau')).toBe(false);
});
