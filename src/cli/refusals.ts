import type { PeopleRefusal } from '#lib/server/accounts/people.ts';
import type { Words } from './speak.ts';

export function wordsOf(refusal: PeopleRefusal): Words {
	switch (refusal.kind) {
		case 'username-malformed':
			return {
				vi: 'Tên đăng nhập gồm 3 đến 30 ký tự: chữ không dấu, số, dấu chấm, gạch dưới, gạch nối.',
				en: 'a username has 3 to 30 characters: letters without marks, figures, dot, underscore, hyphen.'
			};
		case 'username-taken':
			return { vi: 'Tên đăng nhập này đã có người dùng.', en: 'somebody has this username already.' };
		case 'username-unknown':
			return { vi: 'Không có ai mang tên đăng nhập này.', en: 'nobody has this username.' };
		case 'name-missing':
			return { vi: 'Cần có họ tên.', en: 'a name is needed.' };
		case 'password-short':
			return {
				vi: `Mật khẩu cần ít nhất ${refusal.least} ký tự.`,
				en: `a password needs at least ${refusal.least} characters.`
			};
		case 'password-long':
			return {
				vi: `Mật khẩu dài nhất ${refusal.most} ký tự.`,
				en: `a password has at most ${refusal.most} characters.`
			};
		case 'password-common':
			return {
				vi: 'Mật khẩu này dễ đoán: chỉ có số, là từ nhiều người dùng, hoặc có tên đăng nhập trong đó.',
				en: 'this password is easily guessed: figures only, a word that many use, or the username in it.'
			};
		case 'role-unknown':
			return {
				vi: `Vai trò phải là một trong: ${refusal.roles.join(', ')}.`,
				en: `the role must be one of: ${refusal.roles.join(', ')}.`
			};
		case 'unit-missing':
			return {
				vi: 'Vai trò này cần ít nhất một đơn vị (--units).',
				en: 'this role needs at least one unit (--units).'
			};
		case 'unit-unknown':
			return { vi: `Không có đơn vị mã ${refusal.unitId}.`, en: `there is no unit ${refusal.unitId}.` };
		case 'unit-not-a-commune':
			return {
				vi: `Cán bộ xã chỉ gắn với xã, thị trấn; ${refusal.unitId} không phải.`,
				en: `a commune officer belongs to communes; ${refusal.unitId} is none.`
			};
	}
}
