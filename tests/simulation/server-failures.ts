export class ServerKilled extends Error {
	override name = 'ServerKilled';
}

export class StatementFailed extends Error {
	override name = 'StatementFailed';
}
