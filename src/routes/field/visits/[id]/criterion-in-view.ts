/** The criterion that a remark will be about: the one touched last while it is still on the screen, else the one in the
 *  middle of the screen or the last one above it. */
export function criterionInView(main: HTMLElement, touched: number | undefined): number | undefined {
	const sections = [...main.querySelectorAll<HTMLElement>('[data-criterion]')];
	const numberOf = (section: HTMLElement) => Number(section.dataset['criterion']);
	const isOnScreen = ({ top, bottom }: DOMRect) => bottom > 0 && top < window.innerHeight;

	const last = sections.find(
		(section) => numberOf(section) === touched && isOnScreen(section.getBoundingClientRect())
	);
	const middle = sections.findLast((section) => section.getBoundingClientRect().top <= window.innerHeight / 2);
	const found = last ?? middle ?? sections[0];

	return found && numberOf(found);
}
