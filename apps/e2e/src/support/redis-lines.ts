import { askRedis } from '@motus/system';

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
  const refused = [auth, ...lines].find((line) => line.startsWith('-'));
  // The answer to what is asked last says that all is there.
  const end = lines.lastIndexOf('+PONG');
  if (refused !== undefined || end === -1) throw new Error(refused ?? `no answer from port ${port}`);
  return lines.slice(0, end).filter((line) => !/^[$*:+]\S*$/.test(line));
}
