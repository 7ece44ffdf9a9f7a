import { Agent } from 'node:http';
import { ask } from './test-router.ts';

/** The answers to some requests. */
export interface Answers {
  statuses: number[];
  /** The ids of the requests, which the lines of HAProxy have, too. */
  ids: string[];
  /** How many different cookies were set. */
  cookies: number;
}

/**
 * Requests `/` on kept connections, eight at a time.
 *
 * @param onSent gets the number of each request, from 0, before it is sent
 */
export async function load(
  port: number,
  count: number,
  onSent: (i: number) => void = () => undefined,
): Promise<Answers> {
  const agent = new Agent({ keepAlive: true });
  const answers = { statuses: [] as number[], ids: [] as string[] };
  const cookies = new Set<string>();
  let sent = 0;
  const one = async () => {
    while (sent < count) {
      const i = sent++;
      onSent(i);
      const { status, headers } = await ask(port, '/', { agent });
      answers.statuses.push(status);
      answers.ids.push(`${headers['x-request-id']}`);
      for (const cookie of headers['set-cookie'] ?? []) cookies.add(cookie);
    }
  };
  await Promise.all(Array.from({ length: 8 }, one));
  agent.destroy();
  return { ...answers, cookies: cookies.size };
}
