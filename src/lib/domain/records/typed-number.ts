/** A number box as somebody left it. */
export type NumberTyped = { kind: 'empty' } | { kind: 'number'; value: number } | { kind: 'unreadable' };

/** What a box asks for. */
export interface NumberAsked {
	/** What may be typed along behind the number: "%", "hộ", "triệu đồng/người/năm". */
	units?: readonly string[] | undefined;
	/** Things that are counted one by one have no fraction: a comma before three digits parts thousands then. */
	isCounted?: boolean | undefined;
}

/** Also those that no screen shows. */
const SPACES = /[\s\p{Cf}]+/gu;
/** Groups of exactly three behind a point (or a space) are thousands, unless the number begins with 0. */
const GROUPED = /^[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?$/;
const GROUPED_BY_COMMAS = /^[1-9]\d{0,2}(?:,\d{3})+$/;
const PLAIN = /^(?:\d+[.,]?\d*|[.,]\d+)$/;

/** Beyond this a double no longer holds every digit that was typed. */
const DIGITS_MOST = 15;

/** Reads a number as it is written in Viet Nam, and as a phone's keypad writes it: the comma parts decimals ("87,5"), points
 *  part thousands ("1.250" is 1250), and a point that cannot part thousands parts decimals too ("87.5", "0.250").
 *  What would be a guess, such as "1,250.5", is not read. */
export function readNumber(typed: string, { units = [], isCounted = false }: NumberAsked = {}): NumberTyped {
	const text = withoutUnit(tight(typed), units).replace(/^[−–]/, '-').replace(/^\+/, '');
	if (text === '') return { kind: 'empty' };

	const isNegative = text.startsWith('-');
	const digits = isNegative ? text.slice(1) : text;
	if (digits.replace(/\D/g, '').length > DIGITS_MOST) return { kind: 'unreadable' };
	if (isCounted && GROUPED_BY_COMMAS.test(digits)) return number(digits.replaceAll(',', ''), isNegative);
	if (GROUPED.test(digits)) return number(digits.replaceAll('.', '').replace(',', '.'), isNegative);
	if (PLAIN.test(digits)) return number(digits.replace(',', '.'), isNegative);

	return { kind: 'unreadable' };
}

/** A number as it would be typed. */
export const typedNumber = (value: number | undefined): string =>
	value === undefined ? '' : String(value).replace('.', ',');

const tight = (text: string): string => text.normalize('NFC').replace(SPACES, '').toLowerCase();

/** Only a unit that the box asks for, whole or its beginning ("triệu", "triệu đồng"): "34.500.000 đồng" is no count of
 *  millions. */
function withoutUnit(text: string, units: readonly string[]): string {
	const unit = units
		.flatMap(beginnings)
		.find((one) => text.endsWith(one) && /[\d.,]$/.test(text.slice(0, -one.length)));

	return unit === undefined ? text : text.slice(0, -unit.length);
}

const beginnings = (unit: string): string[] =>
	[...unit.matchAll(/$|[\s/]/g)].map(({ index }) => tight(unit.slice(0, index))).filter((one) => one !== '');

function number(digits: string, isNegative: boolean): NumberTyped {
	const value = Number(digits);

	return { kind: 'number', value: isNegative && value !== 0 ? -value : value };
}
