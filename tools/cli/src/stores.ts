import { join } from 'node:path';
import type { Address } from '@motus/backup';
import { STORE_NAMES, STORE_NODE_NAMES, type StoreName, SystemError } from '@motus/local-system';
import { ask } from './control.ts';
import { STATE_DIR } from './state.ts';

export const SECRETS_DIR = join(STATE_DIR, 'secrets');

/**
 * Asks the running game where its stores listen.
 *
 * @throws SystemError when nothing runs
 */
export async function storeAddresses(): Promise<Record<StoreName, Address[]>> {
  const ports = new Map<string, number>();
  for await (const row of ask(['list'])) {
    // NAME STATE PID PORT RESTARTS SINCE, without PID and SINCE if it is down.
    const [, name = '', port = ''] = /^(\S+)\s+[a-z]+\s+(?:\d+\s+)?(\d+)\s+\d+(?:\s|$)/.exec(row) ?? [];
    ports.set(name, Number(port));
  }
  const addresses = (store: StoreName) =>
    STORE_NODE_NAMES.filter((node) => node.startsWith(store)).map((node) => {
      const port = ports.get(node);
      if (port === undefined) throw new SystemError(`the running game does not say where ${node} listens`);
      return { host: '127.0.0.1', port };
    });
  return Object.fromEntries(STORE_NAMES.map((store) => [store, addresses(store)])) as Record<
    StoreName,
    Address[]
  >;
}
