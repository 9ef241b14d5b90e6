/** What a command says: to the office in Vietnamese, to whoever runs the machine in English too. */
export interface Words {
	vi: string;
	en: string;
}
