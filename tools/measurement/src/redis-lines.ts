import { askRedis } from '@motus/local-system';

/**
 * The lines of what a Redis or Sentinel on this machine replies to one command, without the signs of the protocol. A
 * client library would reconnect, wait and choose for itself; this one must see what is.
 *
 * @param command no word of it with a space
 * @throws Error where no answer comes, or an error
 */
export async function redisLines(
  port: number,
  password: string,
  command: readonly string[],
): Promise<string[]> {
  const [auth = '', ...lines] = (await askRedis(port, password, command.join(' ')))?.split('\r\n') ?? [];
  // The answer to what is asked last says that all is there. A Sentinel has no QUIT, and may say so behind it.
  const end = lines.lastIndexOf('+PONG');
  const said = end === -1 ? lines : lines.slice(0, end);
  const refused = [auth, ...said].find((line) => line.startsWith('-'));
  if (refused !== undefined || end === -1) throw new Error(refused ?? `no answer from port ${port}`);
  return said.filter((line) => !/^[$*:+]\S*$/.test(line));
}
