/** What a set asks of the people's satisfaction; what no source gives is null and judges nothing. */
export interface SatisfactionRule {
	/** Least share of each village's households that is asked, in percent. */
	askedPercent: number | null;
	/** Least share of the asked that is satisfied with the whole, and with each content. */
	satisfiedPercent: number | null;
	contentPercent: number | null;
	/** What people are asked about, one by one. */
	contents: { id: string; name: string }[];
	source?: string;
}
