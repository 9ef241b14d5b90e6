import { parseReading } from '#lib/domain/changes/clock.ts';
import type { ServerState } from '../support/memory-server.ts';
import { epochs } from './epoch-invariant.ts';
import type { Village } from './village.ts';

/** No stamp lies ahead of the server, none is given twice, and each says when its change was made. */
export function clocks(village: Village, server: ServerState): string[] {
	const future = [...server.units.values()].flatMap(({ changes }) =>
		[...changes.values()]
			.filter(({ stamp }) => stamp !== null && parseReading(stamp).ms > village.nowMs)
			.map(({ change }) => `clock: ${change.id.slice(-6)} lies in the future`)
	);
	const untrue = village.trueTimes.violations(server, village.sentAgain);
	return [...future, ...doubledMarks(village), ...untrue, ...epochs(village, server)];
}

/** Each device numbers and stamps its changes once. Copies of one phone number alike until the server renews one of them. */
function doubledMarks({ devices }: Village): string[] {
	const seen = new Map<string, { id: string; name: string; family: string }>();

	return devices.flatMap(({ saved, name }) =>
		saved.flatMap(({ hlc, device, n, id }) =>
			[hlc, `${device}/${n}`].flatMap((mark) => {
				const [family = name] = name.split("'");
				const other = seen.get(mark);
				seen.set(mark, { id, name, family });
				const isAllowed = !other || other.id === id || (other.family === family && other.name !== name);
				return isAllowed ? [] : [`clock: ${id.slice(-6)} and ${other.id.slice(-6)} both bear ${mark}`];
			})
		)
	);
}
