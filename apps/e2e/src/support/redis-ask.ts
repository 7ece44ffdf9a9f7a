import { connect } from 'node:net';

/** Longer than a healthy Redis ever takes, in milliseconds; one that hangs must not hang the one who asks. */
const ASK_WITHIN = 1500;

/**
 * Sends one command to a Redis or Sentinel on this machine, on a connection of its own, and answers with the lines of
 * its reply. Enough of the protocol for INFO and SENTINEL MASTER; a client library would reconnect, wait and choose
 * for itself, and this one must see what is.
 *
 * @throws Error where no answer comes, or an error
 * @see https://redis.io/docs/latest/develop/reference/protocol-spec/
 */
export function askRedis(port: number, password: string, command: readonly string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(encode(['AUTH', password]) + encode(command) + encode(['PING'])),
    );
    const timer = setTimeout(() => socket.destroy(new Error(`no answer from port ${port}`)), ASK_WITHIN);
    socket.on('data', (data) => {
      answer += data;
      // A Sentinel does not know QUIT: the answer to the last command says that all is there.
      if (/\+PONG\r\n$|^-.*\r\n-.*\r\n/.test(answer)) socket.end();
    });
    socket.on('error', reject);
    socket.on('close', () => {
      clearTimeout(timer);
      // What is between the replies to AUTH and PING and between the signs of the protocol is the content.
      const [auth = '', ...lines] = answer.split('\r\n');
      const refused = [auth, lines[0] ?? ''].find((line) => line.startsWith('-'));
      if (answer === '' || refused !== undefined) reject(new Error(refused ?? `no answer from port ${port}`));
      else resolve(lines.slice(0, -2).filter((line) => !/^[$*:+]\S*$/.test(line)));
    });
  });
}

function encode(command: readonly string[]): string {
  const parts = command.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`);
  return `*${command.length}\r\n${parts.join('')}`;
}
