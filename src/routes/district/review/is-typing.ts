/** Keys belong to whatever is being typed in, to open lists, and to what lies over the page. */
export function isTyping(target: EventTarget | null): boolean {
	// A touch beside what can have the focus leaves it to the page itself, with the dialog still open.
	if (document.querySelector('dialog[open]')) return true;
	if (!(target instanceof HTMLElement)) return false;
	if (target.isContentEditable) return true;
	if (target instanceof HTMLInputElement) return target.type !== 'checkbox';

	return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
