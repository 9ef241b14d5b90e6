import type { Component, ComponentProps } from 'svelte';
import { render } from 'svelte/server';
import { expect } from 'vitest';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- Svelte bounds its components so
type Drawn = Component<any>;

/** What a component shows, as a line of text. */
export function shown<Of extends Drawn>(component: Of, props: ComponentProps<Of>): string {
	const { body } = render(component as Drawn, { props });

	return body
		.replaceAll(/<svg[^]*?<\/svg>/g, '')
		.replaceAll(/<(span|caption|p)[^>]*class="[^"]*visually-hidden[^"]*"[^>]*>[^<]*<\/\1>/g, '')
		.replaceAll(/<!--[^]*?-->/g, '')
		.replaceAll(/<[^>]+>/g, ' ')
		.replaceAll(/[\s\u00a0]+/g, ' ')
		.replaceAll(' /', '/')
		.trim();
}

/** What stands between two words of a text. */
export function between(text: string, from: string, to: string): string {
	const start = text.indexOf(from);
	const end = to === '' ? text.length : text.indexOf(to, start + from.length);
	if (start < 0 || end < 0) throw new Error(`"${from}" … "${to}" is not in: ${text}`);

	return text.slice(start + from.length, end).trim();
}

/** Every place has words of its own for what nobody has reported. */
export const known = (said: string): string | null => (/^(–|$|chưa (báo|có số))/i.test(said) ? null : said);

export const yearsIn = (text: string): number[] =>
	[...new Set([...text.matchAll(/\b20\d\d\b/g)].map(([year]) => Number(year)))].sort();

/** "93,8%" is a percentage of 75 among 80, as far as it is written. */
export function expectPercent(text: string, [part, whole]: readonly [number, number]): void {
	const percent = Number(/([\d.,]+)%/.exec(text)?.[1]?.replace(',', '.'));

	expect(Math.abs(percent - (part * 100) / whole), text).toBeLessThanOrEqual(0.0501);
}
