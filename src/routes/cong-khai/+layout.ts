/** Whole as it comes, for any browser and without a script: nothing of the program is loaded. */
export const ssr = true;
export const csr = false;
