export { refuseUnreceived } from './refuse-unreceived.ts';
export { resendItem } from './resend.ts';
export { saveEdits } from './save-edits.ts';
