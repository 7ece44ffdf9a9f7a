import { connect } from 'node:net';

/** How long one call may take, in milliseconds: a process that hangs must not block the caller. */
const TIMEOUT_MS = 2000;

/** The reply to PING, on a line of its own; the reply to QUIT may follow. */
const LAST_REPLY = /^\+PONG\r$/m;

/**
 * Sends commands to a Redis or a Sentinel on this machine, on a new connection.
 *
 * @param commands in the inline form of the protocol: `INFO replication`
 * @returns the raw replies to all commands; undefined when there are none
 * @see https://redis.io/docs/latest/develop/reference/protocol-spec/#inline-commands
 */
export function askRedis(port: number, password: string, ...commands: string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    let answer = '';
    // PING and QUIT: a Sentinel does not close the connection on QUIT, and a loading Redis does not answer PING.
    const lines = [`AUTH ${password}`, ...commands, 'PING', 'QUIT'];
    const socket = connect(port, '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\n`));
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy());
    socket.on('data', (data) => {
      answer += data;
      if (LAST_REPLY.test(answer)) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer === '' ? undefined : answer));
  });
}
