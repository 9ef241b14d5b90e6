/** All that can go wrong. */
export const FAULTS = [
	...['request lost', 'answer lost', 'duplicated', 'delayed', 'late duplicate', 'out of order', 'stream cut'],
	...[
		'server killed',
		'statement failed',
		'server error',
		'too large',
		'told to wait',
		'page of a proxy',
		'captive portal'
	],
	...[
		'restored',
		'restored in silence',
		'rights changed',
		'clock off',
		'device cloned',
		'app killed',
		'tab killed',
		'power cut'
	],
	...['quota', 'store closed', 'store lost', 'commit unheard', 'row not storable'],
	...['both lanes at once', 'two devices at once', 'two leaders'],
	...['photo request lost', 'photo answer lost', 'part cut', 'part garbled', 'disk full', 'copies freed'],
	...['forged device', 'forged ids', 'again forged'],
	...['newer version', 'newer device', 'older device', 'older server']
] as const;

export type Fault = (typeof FAULTS)[number];
