/** Before a unit's first data have come down, its one dossier or tally may be there already, and would be replaced by what was
 *  written without having seen it. What was typed stays in its draft. */
export class NotReceivedYet extends Error {
	override name = 'NotReceivedYet';
}
