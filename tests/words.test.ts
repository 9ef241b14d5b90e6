import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as generated from '#lib/i18n/generated/messages.js';

type Forms = { declarations?: string[]; match: Record<string, string> }[];
type Words = Record<string, string | Forms>;
type Compiled = (inputs: Record<string, unknown>, options: { locale: 'vi' | 'en' }) => string;

/** Messages that are the same in both languages for a reason: names, and languages named in themselves. */
const SAME_IN_BOTH = ['app_name', 'language_vi', 'language_en'];

/** What the guide to the words rules out; `\b` knows no Vietnamese letters, hence the look-arounds. */
const FORBIDDEN: Record<'vi' | 'en', string[]> = {
	vi: [
		// said of machines, or in English
		'đồng bộ hóa dữ liệu',
		'xung đột dữ liệu',
		'lỗi hệ thống',
		'lỗi kết nối',
		'giá trị không hợp lệ',
		'bị từ chối',
		'hết dung lượng',
		'không lấy được gps',
		'upload|download|online|offline|server|sync|click|login|logout|password|loading|file|backup|cache|check|update|ok',
		// praise
		'chúc mừng|tuyệt vời|hoan hô|tốt lắm|giỏi lắm'
	],
	en: ['upload', 'system error', 'invalid', 'oops', 'ok', 'congratulations|well done|great job|awesome']
};

const words = { vi: readWords('vi'), en: readWords('en') };
const keys = Object.keys(words.vi);

function readWords(locale: 'vi' | 'en'): Words {
	const { $schema: _, ...messages } = JSON.parse(
		readFileSync(new URL(`../src/lib/i18n/messages/${locale}.json`, import.meta.url), 'utf8')
	) as Words;

	return messages;
}

/** Every text a message can become. */
function textsOf(message: string | Forms | undefined): string[] {
	if (message === undefined) return [];

	return typeof message === 'string' ? [message] : message.flatMap(({ match }) => Object.values(match));
}

function placeholdersOf(message: string | Forms | undefined): Set<string> {
	return new Set(textsOf(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')));
}

/** What a caller hands over: the placeholders, and what only chooses between the forms. */
function inputsOf(message: string | Forms | undefined): Set<string> {
	const declared = typeof message === 'object' ? message.flatMap((form) => form.declarations ?? []) : [];
	const inputs = declared.filter((line) => line.startsWith('input ')).map((line) => line.slice('input '.length));

	return new Set([...inputs, ...placeholdersOf(message)]);
}

function messagesWhere(isWrong: (text: string, locale: 'vi' | 'en') => boolean): string[] {
	return (['vi', 'en'] as const).flatMap((locale) =>
		Object.entries(words[locale])
			.filter(([, message]) => textsOf(message).some((text) => isWrong(text, locale)))
			.map(([key]) => `${locale} ${key}`)
	);
}

describe('the words', () => {
	test('are there', () => {
		expect(generated.m.app_name({}, { locale: 'vi' })).toBe('Về đích');
		expect(keys.length).toBeGreaterThan(30);
	});

	test('have the same keys in both languages', () => {
		expect(Object.keys(words.en).sort()).toEqual(keys.toSorted());
	});

	test.each(['vi', 'en'] as const)('are what the compiled functions say, for any count (%s)', (locale) => {
		const compiled = generated.m as unknown as Record<string, Compiled>;
		for (const [key, message] of Object.entries(words[locale]))
			for (const count of [0, 1, 2, 11, 21]) {
				const said = compiled[key]?.(Object.fromEntries([...inputsOf(message)].map((name) => [name, count])), {
					locale
				});
				const expected = textsOf(message).map((text) => text.replaceAll(/\{\w+\}/g, String(count)));
				expect(expected, `${key} with ${count}`).toContain(said);
			}
	});

	test('take the same figures and names in both languages', () => {
		const missing = keys.flatMap((key) => [
			...[...placeholdersOf(words.vi[key])]
				.filter((name) => !inputsOf(words.en[key]).has(name))
				.map((name) => `en ${key} {${name}}`),
			...[...placeholdersOf(words.en[key])]
				.filter((name) => !inputsOf(words.vi[key]).has(name))
				.map((name) => `vi ${key} {${name}}`)
		]);
		expect(missing).toEqual([]);
	});

	test('are never empty and have no spaces at their ends', () => {
		expect(messagesWhere((text) => text === '' || text !== text.trim())).toEqual([]);
	});

	test('are not offered to a browser for translation, which would freeze what it has translated', () => {
		const page = readFileSync('src/app.html', 'utf8');
		expect(page).toMatch(/<html [^>]*translate="no"/);
		expect(page).toContain('<meta name="google" content="notranslate" />');
	});

	test('are composed letters (NFC), so that a search finds them', () => {
		expect(messagesWhere((text) => text !== text.normalize('NFC'))).toEqual([]);
	});

	test('do not shout', () => {
		expect(messagesWhere((text) => text.includes('!'))).toEqual([]);
	});

	test.each([...FORBIDDEN.vi.map((word) => ['vi', word]), ...FORBIDDEN.en.map((word) => ['en', word])])(
		'do without, in %s: %s',
		(locale, word) => {
			const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${word})(?![\\p{L}\\p{N}])`, 'iu');
			expect(messagesWhere((text, of) => of === locale && pattern.test(text.replaceAll(/\{\w+\}/g, '')))).toEqual(
				[]
			);
		}
	);

	test('are translated', () => {
		const hasLetters = (text: string): boolean => /\p{L}/u.test(text.replaceAll(/\{\w+\}/g, ''));
		const alike = keys.filter((key) => {
			const english = new Set(textsOf(words.en[key]));
			return textsOf(words.vi[key]).some((text) => hasLetters(text) && english.has(text));
		});
		expect(alike.sort()).toEqual(SAME_IN_BOTH.toSorted());
	});
});
