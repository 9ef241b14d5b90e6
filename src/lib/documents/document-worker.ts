import type { DocumentAnswer, DocumentOrder } from './document-order.ts';
import { excelWorkbook } from './excel-workbook.ts';
import { wordDocument } from './word-document.ts';

/** Apart from the pages: the packages for Word and Excel weigh more than a phone's first load, and no phone needs them. */
addEventListener('message', ({ data }: MessageEvent<DocumentOrder>) => {
	make(data).then(
		(blob) => answer({ blob }),
		(cause: unknown) => answer({ failure: String(cause) })
	);
});

const make = (order: DocumentOrder): Promise<Blob> =>
	order.kind === 'word' ? wordDocument(order.document) : excelWorkbook(order.workbook);

const answer = (message: DocumentAnswer): void => postMessage(message);
