import type { Attachment } from 'svelte/attachments';

type TextBox = HTMLInputElement | HTMLTextAreaElement;

/** Keeps a text box and a value in step. What is typed goes out at once; what comes in waits while a composition
 *  (Telex, VNI) is open, because writing into the box then tears the word apart. */
export function typedText(read: () => string, write: (text: string) => void): Attachment<TextBox> {
	return (box) => {
		let composing = false;

		const show = () => {
			const value = read();
			if (!composing && box.value !== value) box.value = value;
		};
		const send = () => write(box.value);
		const open = () => {
			composing = true;
		};
		const close = () => {
			composing = false;
			send();
			show();
		};

		box.addEventListener('input', send);
		box.addEventListener('compositionstart', open);
		box.addEventListener('compositionend', close);
		$effect(show);

		return () => {
			box.removeEventListener('input', send);
			box.removeEventListener('compositionstart', open);
			box.removeEventListener('compositionend', close);
		};
	};
}
