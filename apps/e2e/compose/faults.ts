import { setTimeout as wait } from 'node:timers/promises';
import { compose, docker } from './docker.ts';

/** Cuts a container off from every network, as a pulled cable does; it goes on running. @returns what joins it again */
export async function cutOff(service: string): Promise<() => Promise<void>> {
  const container = (await compose('ps', '--quiet', service)).trim();
  const [{ NetworkSettings }] = JSON.parse(await docker('inspect', container));
  const places: Record<string, { Aliases: string[] | null }> = NetworkSettings.Networks;
  for (const network of Object.keys(places)) await docker('network', 'disconnect', network, container);
  return async () => {
    for (const [network, { Aliases }] of Object.entries(places)) {
      // Docker forgets under which names it was known.
      const aliases = (Aliases ?? []).flatMap((alias) => ['--alias', alias]);
      await docker('network', 'connect', ...aliases, network, container);
    }
  };
}

/** The container that is a store's primary now, as the Sentinels see it. */
export async function primaryOf(store: string): Promise<string> {
  const [name = ''] = (
    await redisCli('sentinel1', 26379, 'sentinel', 'get-master-addr-by-name', store)
  ).split('\n');
  return name;
}

/** Waits until a container of a store is a replica that has everything. */
export async function untilReplica(node: string): Promise<void> {
  for (let tries = 0; tries < 120; tries++) {
    const info = await redisCli(node, 6379, 'info', 'replication').catch(() => '');
    if (/^role:slave/m.test(info) && /^master_link_status:up/m.test(info)) return;
    await wait(250);
  }
  throw new Error(`${node} has not become a replica`);
}

/** What a store or a Sentinel answers to a command. */
export async function redisCli(service: string, port: number, ...words: string[]): Promise<string> {
  const secret = service.startsWith('sentinel') ? 'sentinel' : 'store';
  const script = `REDISCLI_AUTH=$(sed -n 's/^requirepass //p' /run/secrets/${secret}/auth.conf) redis-cli -p ${port} "$@"`;
  return (await compose('exec', '-T', service, 'sh', '-c', script, '-', ...words)).replaceAll('\r', '');
}
