import { askRedis } from '@motus/local-system';

/**
 * Sends one command to a Redis or Sentinel on this machine. Not through a client library, which would reconnect, wait and
 * follow the primary: this must show the state of exactly this process.
 *
 * @param command its arguments; none may contain a space
 * @returns the lines of the reply, without those of the protocol (RESP types and lengths)
 * @throws Error if there is no reply, or an error reply
 */
export async function redisLines(
  port: number,
  password: string,
  command: readonly string[],
): Promise<string[]> {
  const [auth = '', ...lines] = (await askRedis(port, password, command.join(' ')))?.split('\r\n') ?? [];
  // The reply to the final PING marks the end. A Sentinel does not know QUIT, and its error may follow.
  const end = lines.lastIndexOf('+PONG');
  const reply = end === -1 ? lines : lines.slice(0, end);
  const errorLine = [auth, ...reply].find((line) => line.startsWith('-'));
  if (errorLine !== undefined || end === -1) throw new Error(errorLine ?? `no answer from port ${port}`);
  return reply.filter((line) => !/^[$*:+]\S*$/.test(line));
}
