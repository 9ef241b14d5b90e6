/** Keys belong to whatever is being typed in, and to open lists. */
export function isTyping(target: EventTarget | null): boolean {
	if (!(target instanceof HTMLElement)) return false;
	if (target.isContentEditable || target.closest('dialog[open]')) return true;
	if (target instanceof HTMLInputElement) return target.type !== 'checkbox';

	return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
