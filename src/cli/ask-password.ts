import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { CommandRefused } from './speak.ts';

/** From the terminal without showing it, or the first line of what is piped in. */
export async function askPassword(): Promise<string> {
	if (!process.stdin.isTTY) return (await text(process.stdin)).split(/\r?\n/, 1)[0]!;

	const password = await askHidden('Mật khẩu / Password: ');
	if ((await askHidden('Nhập lại / Again: ')) !== password) {
		throw new CommandRefused({ vi: 'Hai lần nhập mật khẩu không giống nhau.', en: 'the two passwords differ.' });
	}
	return password;
}

async function askHidden(question: string): Promise<string> {
	process.stdout.write(question);
	const swallowed = new Writable({ write: (_chunk, _encoding, done) => done() });
	const terminal = createInterface({ input: process.stdin, output: swallowed, terminal: true });
	try {
		return await new Promise<string>((resolve, reject) => {
			terminal.once('close', () => reject(new CommandRefused({ vi: 'Đã dừng.', en: 'stopped.' })));
			terminal.question('').then(resolve, reject);
		});
	} finally {
		terminal.close();
		process.stdout.write('\n');
	}
}
