import { connect } from 'node:net';

/** How long one question may take, in milliseconds; a process that hangs must not hang its observer. */
const ASK_WITHIN = 2000;

/** The answer to PING, on a line of its own; that to QUIT may come with it. */
const LAST = /^\+PONG\r$/m;

/**
 * Sends commands to a Redis or a Sentinel of this machine, on a connection of its own.
 *
 * @param commands in the inline form of the protocol: `INFO replication`
 * @returns all that came back, as it came; undefined where nobody answers
 * @see https://redis.io/docs/latest/develop/reference/protocol-spec/#inline-commands
 */
export function askRedis(port: number, password: string, ...commands: string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    let answer = '';
    // A Sentinel does not close on QUIT, and a Redis that is still loading does not answer PING: one of the two ends it.
    const lines = [`AUTH ${password}`, ...commands, 'PING', 'QUIT'];
    const socket = connect(port, '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\n`));
    socket.setTimeout(ASK_WITHIN, () => socket.destroy());
    socket.on('data', (data) => {
      answer += data;
      if (LAST.test(answer)) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer === '' ? undefined : answer));
  });
}
