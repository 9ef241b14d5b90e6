import { expect, test } from 'vitest';
import { OpenForms } from './open-form.svelte.ts';

test('as long as one of two forms is open, somebody is writing', () => {
	const forms = new OpenForms();
	const closeCheck = forms.open();
	const closeVisit = forms.open();

	closeCheck();
	expect(forms.any).toBe(true);
	closeVisit();
	expect(forms.any).toBe(false);
});

test('a form that says twice that it is closed does not close another one', () => {
	const forms = new OpenForms();
	const close = forms.open();
	forms.open();

	close();
	close();
	expect(forms.any).toBe(true);
});
