import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, expect, type Page, test, type ViewportSize } from '@playwright/test';
import { demoId } from '../../src/cli/demo/demo-id.ts';
import { signIn, untilSynced } from '../support/acting.ts';
import { Production } from '../support/production.ts';

const BRIEFING = demoId('2018-11-02', 'briefing');
const PHONE_PAGES = [
	'/field',
	'/field/criteria',
	'/field/criteria/6',
	'/field/check',
	'/field/check/6.3',
	'/field/check/17.1',
	'/field/visits',
	'/field/visits/new',
	'/field/dossiers/6',
	'/field/dossiers/common',
	'/field/departments',
	'/field/departments/so-yt',
	'/field/tally',
	'/field/survey',
	'/field/survey/thon-1',
	'/field/obstacles',
	'/field/obstacles/new?criterion=6',
	'/field/works',
	'/field/works/new?criterion=6',
	'/field/tasks',
	'/field/outbox',
	'/field/settings'
];
const DESK_PAGES = [
	'/district',
	'/district?xa=15703',
	'/district/review',
	'/district/communes',
	'/district/communes/15703',
	'/district/briefings',
	`/district/briefings/${BRIEFING}`,
	`/district/briefings/${BRIEFING}/hall?xa=15703`,
	'/district/outbox',
	'/district/settings'
];
/** Colours that are still on their way from one theme to the next would be measured. */
const PHONE = { hasTouch: true, isMobile: true, reducedMotion: 'reduce' } as const;
const THEMES = ['light', 'dark', 'sun'];
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

// The longest of all files: its phone and its desk are two halves.
test.describe.configure({ mode: 'parallel' });

let production: Production;
test.beforeAll(async () => {
	production = await Production.start();
});
test.afterAll(() => production?.stop());

/** An officer's phone that has its data. */
async function openPhone(browser: Browser, viewport: ViewportSize): Promise<{ context: BrowserContext; page: Page }> {
	const context = await browser.newContext({ ...PHONE, viewport });
	const page = await context.newPage();
	await signIn(page, production.origin, 'canbo.minhchau');
	await untilSynced(page);

	return { context, page };
}

/** Opens a page and waits until nothing in it moves any more: what it shows comes from the device, a moment after its frame. */
async function open(page: Page, path: string): Promise<void> {
	await page.goto(production.origin + path);
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

type Rules = 'all' | 'of colours' | 'of anything but colours';

async function axeViolations(page: Page, rules: Rules = 'all'): Promise<string[]> {
	// The other mode opens a page of its own each time, for frames of other origins; there are none.
	const builder = new AxeBuilder({ page }).setLegacyMode(true);
	if (rules === 'of colours') builder.withRules(OF_COLOURS);
	if (rules === 'of anything but colours') builder.disableRules(OF_COLOURS);
	const { violations } = await builder.analyze();

	return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

type Look = (page: Page) => Promise<string[]>;

const PASSES: [language: string, passes: [theme: string, rules: Rules][]][] = [
	[
		'vi',
		[
			['light', 'all'],
			['dark', 'of colours'],
			['sun', 'of colours']
		]
	],
	['en', [['light', 'of anything but colours']]]
];

/** A theme changes nothing but colours and a language nothing but words: each page stays open for the three themes in one
 *  language, and is opened once more in the other. `look` finds what else is wrong with a page. */
async function checkAll(page: Page, pages: readonly string[], look: Look = async () => []): Promise<string[]> {
	const found: string[] = [];
	for (const [language, passes] of PASSES) {
		await page.evaluate((locale) => localStorage.setItem('PARAGLIDE_LOCALE', locale), language);
		for (const path of pages) {
			await open(page, path);
			await expect(page.locator('html')).toHaveAttribute('lang', language);
			found.push(...(await look(page)).map((violation) => `${language} ${path} ${violation}`));
			for (const [theme, rules] of passes) {
				await page.evaluate((chosen) => (document.documentElement.dataset['theme'] = chosen), theme);
				const violations = await axeViolations(page, rules);
				found.push(...violations.map((violation) => `${language} ${theme} ${path} ${violation}`));
			}
		}
	}
	return found;
}

test('no page of the phone has a barrier, in both languages and all themes, on the narrowest screen', async ({
	browser
}) => {
	test.setTimeout(420_000);
	const { context, page } = await openPhone(browser, { width: 320, height: 640 });

	expect(await checkAll(page, PHONE_PAGES, tooWideOrSmall)).toEqual([]);
	await context.close();
});

test('no page of the desk has a barrier, in both languages and all themes', async ({ browser }) => {
	test.setTimeout(300_000);
	const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1440, height: 900 } });
	const page = await context.newPage();
	await signIn(page, production.origin, 'vanphong');
	await expect(page.getByRole('rowheader').first()).toBeVisible({ timeout: 30_000 });

	expect(await checkAll(page, DESK_PAGES)).toEqual([]);
	await context.close();
});

test('the page for everybody has no barrier in any theme, and no width that does not fit', async ({ browser }) => {
	const context = await browser.newContext({ ...PHONE, viewport: { width: 320, height: 640 } });
	const page = await context.newPage();
	await page.goto(`${production.origin}/cong-khai/397`);

	const found: string[] = [];
	for (const theme of THEMES) {
		await page.evaluate((chosen) => (document.documentElement.dataset['theme'] = chosen), theme);
		found.push(...(await axeViolations(page)));
	}
	expect(found).toEqual([]);
	expect(await tooWideOrSmall(page)).toEqual([]);
	await context.close();
});

/** Nothing has to be scrolled sideways, and a finger finds every control. */
async function tooWideOrSmall(page: Page): Promise<string[]> {
	const [width, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth] as const);

	return [...(width > room ? [`is ${width} px wide`] : []), ...(await smallTargets(page))];
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
