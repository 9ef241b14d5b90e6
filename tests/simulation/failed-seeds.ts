/** Every seed that has ever failed, with what it showed. They are run again each time; what a history draws may have changed
 *  since, so whatever was learned also stands as a schedule of its own. */
export const FAILED_SEEDS: ReadonlyMap<number, string> = new Map([
	[683104782, 'two pushes of one unit at once: the second wrote over what the first had stored'],
	[184, 'an unknown prev takes four tries, hourly at worst, before the change is taken without it'],
	[1226, 'a review waits for a check that a restore took and whose author has lost the commune'],
	[1303, 'the same'],
	[
		1517,
		'a receipt without its record, after rights were taken and given back: the flags were missing on the device'
	],
	[4165, 'what a change was built on came back after a restore only when the change had been taken without it'],
	[500096, 'a later version wrote to a review, which gave it the highest seq: nobody may write to a review again'],
	[507152, 'the same'],
	[516697, 'the same'],
	[1537294619, 'a snapshot swept the base away from under what was unsent, and the record was not made anew'],
	[1537295330, 'what was sent again to a unit that had been taken away waited for ever to come down'],
	[3006784, 'what goes up again of a record that had gone with its unit was not on the screen'],
	[3018540, 'a row came down on such a record as if nothing were laid over it, and was lost'],
	[
		805363926,
		'a row came before the receipt of what was in it and could not be stored: what its author wrote was gone'
	]
]);
