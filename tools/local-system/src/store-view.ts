import { askRedis } from './ask-redis.ts';

/** The port and password of a Redis or a Sentinel. */
export interface Node {
  port: number;
  password: string;
}

/** The primary of a store; undefined unless one of the nodes is and the other one replicates it without a gap. */
export async function healthyPrimary<Of extends Node>(nodes: readonly Of[]): Promise<Of | undefined> {
  const views = await Promise.all(
    nodes.map(({ port, password }) => askRedis(port, password, 'INFO replication')),
  );
  const primary = views.findIndex((view) => /^slave0:.*state=online/m.test(view ?? '') && isPrimary(view));
  const followed = views.every((view, i) => i === primary || /^master_link_status:up\r?$/m.test(view ?? ''));
  const node = followed ? nodes[primary] : undefined;
  return node !== undefined && (await isCopied(node)) ? node : undefined;
}

/** Whether a Sentinel can do a failover of a store: it knows the primary, the replica, and the two other Sentinels. */
export async function knowsStore(sentinel: Node, store: string, primaryPort: number): Promise<boolean> {
  const answer = (await askRedis(sentinel.port, sentinel.password, `SENTINEL MASTER ${store}`)) ?? '';
  // The reply is a flat list of names and values, each after a line with its length.
  const words = answer.split('\r\n').filter((line) => !/^[+$*%]/.test(line));
  const is = (name: string, value: string) => words[words.indexOf(name) + 1] === value;
  return (
    is('port', `${primaryPort}`) &&
    is('flags', 'master') &&
    is('num-slaves', '1') &&
    is('num-other-sentinels', '2')
  );
}

/**
 * Whether the replica receives the writes of its primary. A new replica is `online`, but the primary sends it nothing until
 * its first report, which comes once a second.
 */
async function isCopied({ port, password }: Node): Promise<boolean> {
  // A message that nobody subscribes to, sent only so that the replica has something to confirm.
  const answer = await askRedis(port, password, 'PUBLISH fence -', 'WAIT 1 500');
  return /^:\d+\r\n:1\r$/m.test(answer ?? '');
}

function isPrimary(view: string | undefined): boolean {
  return /^role:master\r?$/m.test(view ?? '');
}
