import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { THEME_KEY } from './theme.svelte.ts';

const read = (path: string) => readFile(path, 'utf8');

/** --paper of each theme, as the tokens give it. */
async function papers() {
	const tokens = await read('src/lib/ui/styles/tokens.css');
	const paperOf = (selector: string) =>
		tokens.slice(tokens.indexOf(`${selector} {`)).match(/--paper:\s*(#[0-9A-F]{6})/)?.[1];

	return { light: paperOf(':root'), dark: paperOf('[data-theme="dark"]'), sun: paperOf('[data-theme="sun"]') };
}

test("the browser's bar has the colour of the paper in every theme, before anything has run", async () => {
	const page = await read('src/app.html');
	const { light, dark, sun } = await papers();

	expect(page).toContain(`{ light: '${light}', dark: '${dark}', sun: '${sun}' }`);
	expect(page).toContain(`media="(prefers-color-scheme: light)" content="${light}"`);
	expect(page).toContain(`media="(prefers-color-scheme: dark)" content="${dark}"`);
});

test('the page remembers the theme under the name that its first script reads', async () => {
	expect(await read('src/app.html')).toContain(`localStorage.getItem('${THEME_KEY}')`);
});

test('the installed app starts on the same paper', async () => {
	const manifest = JSON.parse(await read('static/manifest.webmanifest'));
	const { light } = await papers();

	expect(manifest).toMatchObject({ background_color: light, theme_color: light });
});
