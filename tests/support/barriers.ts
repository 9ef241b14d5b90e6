import { expect, type Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';

const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

type Rules = 'all' | 'of colours' | 'of anything but colours';
type Look = (page: Page) => Promise<string[]>;

/** A theme changes nothing but colours. */
const THEMES: [theme: string, rules: Rules][] = [
	['light', 'all'],
	['dark', 'of colours'],
	['sun', 'of colours']
];
/** A language changes nothing but words. */
const LANGUAGES: [language: string, themes: typeof THEMES][] = [
	['vi', THEMES],
	['en', [['light', 'of anything but colours']]]
];

/** What bars somebody from these pages, in all themes and both languages; `look` finds what else is wrong with one. */
export async function barriersOf(
	page: Page,
	addresses: readonly string[],
	look: Look = async () => []
): Promise<string[]> {
	const found: string[] = [];
	for (const [language, themes] of LANGUAGES) {
		await page.evaluate((locale) => localStorage.setItem('PARAGLIDE_LOCALE', locale), language);
		for (const address of addresses) {
			await open(page, address);
			await expect(page.locator('html')).toHaveAttribute('lang', language);
			const barriers = [...(await look(page)), ...(await barriersIn(page, themes))];
			found.push(...barriers.map((barrier) => `${language} ${address} ${barrier}`));
		}
	}
	return found;
}

/** Those of the page that is open. */
export async function barriersIn(page: Page, themes = THEMES): Promise<string[]> {
	const found: string[] = [];
	await page.evaluate(axe.source);
	for (const [theme, rules] of themes) {
		await page.evaluate((chosen) => (document.documentElement.dataset['theme'] = chosen), theme);
		found.push(...(await axeViolations(page, rules)).map((violation) => `${theme} ${violation}`));
	}
	return found;
}

async function axeViolations(page: Page, rules: Rules): Promise<string[]> {
	const options: RunOptions = {
		// Where everything that is right stands would take longer to write down than to find.
		resultTypes: ['violations'],
		...(rules === 'of colours' && { runOnly: { type: 'rule', values: OF_COLOURS } }),
		...(rules === 'of anything but colours' && {
			rules: Object.fromEntries(OF_COLOURS.map((rule) => [rule, { enabled: false }]))
		})
	};
	const { violations } = await page.evaluate(
		(given) => (globalThis as unknown as { axe: typeof axe }).axe.run(document, given),
		options
	);

	return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** Opens a page and waits until nothing in it moves any more: what it shows comes from the device, a moment after its frame. */
async function open(page: Page, address: string): Promise<void> {
	await page.goto(address);
	await expect(page.locator('h1').first()).toBeVisible();
	await page.evaluate(
		() =>
			new Promise<void>((resolve) => {
				const QUIET_MS = 150;
				const done = () => {
					observer.disconnect();
					resolve();
				};
				let timer = setTimeout(done, QUIET_MS);
				const observer = new MutationObserver(() => {
					clearTimeout(timer);
					timer = setTimeout(done, QUIET_MS);
				});
				observer.observe(document, { subtree: true, childList: true, characterData: true });
			})
	);
}

/** Nothing has to be scrolled sideways, and a finger finds every control. */
export async function tooWideOrSmall(page: Page): Promise<string[]> {
	return [...(await misfits(page)), ...(await smallTargets(page))];
}

/** The same page on screens of other widths, and on a phone with text twice as large; then as it was. */
export const misfitsAt =
	(...widths: number[]): Look =>
	async (page) => {
		const usual = page.viewportSize()!;
		const found: string[] = [];
		const look = async (width: number, text: string) => {
			await page.setViewportSize({ width, height: 800 });
			await page.evaluate(drawnWith, text);
			found.push(...(await misfits(page)).map((misfit) => `at ${width} px, text ${text}, ${misfit}`));
		};
		for (const width of widths) await look(width, '100%');
		await look(360, '200%');
		await page.setViewportSize(usual);
		await page.evaluate(drawnWith, '100%');
		return found;
	};

async function drawnWith(text: string): Promise<void> {
	document.documentElement.style.fontSize = text;
	await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

/** A page wider than its screen, and words that stand over other words or leave the screen. */
function misfits(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const { scrollWidth, clientWidth } = document.documentElement;
		const found = scrollWidth > clientWidth ? [`is ${scrollWidth} px wide`] : [];
		type Place = { isApart: boolean; layer: Element | null };
		const places = new Map<Element, Place>();
		/** Apart is what is for the ear only, and what scrolls by itself; a layer stays while the page moves. */
		const placeOf = (element: Element | null): Place => {
			if (!element) return { isApart: false, layer: null };
			const known = places.get(element);
			if (known) return known;
			const { clipPath, overflowX, position } = getComputedStyle(element);
			const above = placeOf(element.parentElement);
			const place = {
				isApart: above.isApart || clipPath !== 'none' || overflowX !== 'visible',
				layer: position === 'sticky' || position === 'fixed' ? element : above.layer
			};
			places.set(element, place);
			return place;
		};
		const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		const lines: { box: DOMRect; node: Node; layer: Element | null; words: string }[] = [];
		for (let node = texts.nextNode(); node; node = texts.nextNode()) {
			const words = (node.nodeValue ?? '').trim().slice(0, 30);
			const parent = node.parentElement!;
			if (words === '' || parent.closest('select, textarea, script, style')) continue;
			if (!parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
			const { isApart, layer } = placeOf(parent);
			if (isApart) continue;
			const range = document.createRange();
			range.selectNodeContents(node);
			for (const box of range.getClientRects()) if (box.width > 2) lines.push({ box, node, layer, words });
		}
		lines.sort((a, b) => a.box.top - b.box.top);
		for (const [at, { box, node, layer, words }] of lines.entries()) {
			if (box.left < 0 || box.right > clientWidth) found.push(`"${words}" leaves the screen`);
			for (let next = at + 1; next < lines.length && lines[next]!.box.top < box.bottom; next++) {
				const other = lines[next]!;
				if (other.node === node || other.layer !== layer) continue;
				const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
				const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
				if (wide > 3 && high > 0.4 * Math.min(box.height, other.box.height))
					found.push(`"${words}" stands over "${other.words}"`);
			}
		}
		return found;
	});
}

/** Controls whose touch area is less than 48 px high or wide. Links inside a sentence are as high as its line. */
function smallTargets(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const LEAST = 47.5;
		const controls = document.querySelectorAll<HTMLElement>(
			'button, a[href], select, input, textarea, summary, [role="tab"]'
		);
		return [...controls]
			.filter((control) => control.checkVisibility({ opacityProperty: false, visibilityProperty: true }))
			.filter(
				(control) => !(control instanceof HTMLAnchorElement && getComputedStyle(control).display === 'inline')
			)
			.flatMap((control) => {
				const area = control.closest('label') ?? control;
				const { width, height } = area.getBoundingClientRect();
				const own = control.getBoundingClientRect();
				const [w, h] = [Math.max(width, own.width), Math.max(height, own.height)];
				if ((w >= LEAST && h >= LEAST) || w === 0 || own.bottom < 0) return [];
				return [
					`${control.tagName} "${(control.textContent ?? '').trim().slice(0, 30)}" ${Math.round(w)}×${Math.round(h)}`
				];
			});
	});
}
