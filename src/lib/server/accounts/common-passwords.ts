import { foldMarks } from '#lib/domain/search.ts';

/** What is tried first wherever somebody guesses: words that many take, with or without figures and signs around them.
 *  Without marks and in small letters. */
const COMMON_WORDS = new Set(
	`matkhau mat-khau khongbiet khongco khongnho anhyeuem emyeuanh yeuem yeuanh iloveyou toiyeuem vietnam vietnamquehuongtoi
	hanoi saigon hochiminh thanhhoa trieuson nongthonmoi ntm vedich xanong canbo canboxa ubnd ubndxa uybannhandan uyban
	vanphong chutich bithu giamdoc ketoan diachinh hoilhpn doanthanhnien mottran xinchao chaoban giadinh hanhphuc conyeu meyeu
	boyeu mayman phatloc phattai thanhcong daihoc sinhvien giaovien hocsinh tinhyeu tinhban bongda bongbong congacon
	password passw0rd p@ssword p@ssw0rd pass admin administrator root user guest login welcome hello letmein master secret
	default changeme change temp test demo qwerty qwertyuiop qwert asdfgh asdfghjkl asdf zxcvbn zxcvbnm zxcv qazwsx qazwsxedc
	abc abcd abcde abcdef abcdefg abcdefgh abcxyz sunshine princess football baseball dragon monkey shadow superman batman
	michael jordan computer internet samsung iphone android google facebook zalo viettel vinaphone mobifone`.split(/\s+/)
);

/** A shorter username may stand in any word. */
const LONG_NAME = 5;

/** Whether a password is among the first that anybody would try. */
export function isCommonPassword(password: string, username: string): boolean {
	const plain = foldMarks(password).replaceAll(/\s/g, '');
	const word = plain.replace(/^[^a-z]+/, '').replace(/[^a-z]+$/, '');
	const name = foldMarks(username);

	return (
		// Days of birth and telephone numbers.
		/^[\d\W_]*$/.test(plain) ||
		COMMON_WORDS.has(word) ||
		COMMON_WORDS.has(plain) ||
		isRepeated(plain) ||
		isRun(plain) ||
		(name.length < LONG_NAME ? word === name : plain.includes(name))
	);
}

/** "aaaaaaaa", "abcabcabc". */
const isRepeated = (text: string): boolean => /^(.{1,4})\1+$/.test(text);

/** "abcdefgh", "hgfedcba". */
function isRun(text: string): boolean {
	const steps = new Set([...text].slice(1).map((letter, at) => letter.charCodeAt(0) - text.charCodeAt(at)));

	return steps.size === 1 && (steps.has(1) || steps.has(-1));
}
