import { expect, test } from 'vitest';
import { stopReason } from './stop-reason.ts';

test.each([
	[401, { error: 'signed-out', message: '' }, 'signed-out'],
	[401, { error: 'other-person', message: '' }, 'other-person'],
	[401, { error: 'closed', message: '' }, 'closed'],
	[401, { error: 'what a later server says', message: '' }, 'signed-out'],
	[426, { error: 'protocol', message: '' }, 'update-needed'],
	[500, { error: 'server-error', message: '' }, undefined]
])('the server’s %i %o: %s', (status, body, reason) => {
	expect(stopReason({ status, body })).toBe(reason);
});

test.each([401, 403, 407, 426, 511])(
	'a page of the network’s own with status %i asks nobody to sign in or update',
	(status) => {
		for (const body of [undefined, null, 'Đăng nhập Wifi', {}])
			expect(stopReason({ status, body })).toBeUndefined();
	}
);
