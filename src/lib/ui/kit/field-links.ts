/** What ties a control to its label, hint and error. */
export interface FieldLinks {
	id: string;
	'aria-describedby': string | undefined;
	'aria-invalid': true | undefined;
}
