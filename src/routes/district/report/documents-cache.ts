/** The name that the service worker, which can import nothing of ours, writes out too. */
export const DOCUMENTS_CACHE = 've-dich-documents';
