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

/** What `docker inspect` tells of a container, as far as faults need it. */
export interface Inspected {
  readonly Image: string;
  readonly Mounts: readonly { readonly Destination: string; readonly Name?: string }[];
  readonly State: { readonly Pid: number };
}

export async function inspect(container: string): Promise<Inspected> {
  return JSON.parse(await docker('inspect', container))[0];
}

/** Kills a node of a store and removes its container and its volume, as when its disk is lost; `up` makes both anew. */
export async function loseVolume(node: string): Promise<void> {
  const { volume } = await killed(node);
  await compose('rm', '--force', node);
  await docker('volume', 'rm', volume);
}

/**
 * Kills a node of a store and damages its append-only file.
 *
 * @param script what does it, in a container of the node's own image: the folder and the place are its arguments
 */
export async function damageVolume(node: string, script: string, place: string): Promise<void> {
  const { volume, image } = await killed(node);
  const mounts = ['--volume', `${volume}:/data`, '--volume', `${script}:/damage.sh:ro`];
  const options = ['--rm', '--network', 'none', '--user', '999:999', '--entrypoint', 'sh', ...mounts];
  await docker('run', ...options, image, '/damage.sh', '/data', place);
}

/** Kills a node of a store. @returns where its data and its programs are */
async function killed(node: string): Promise<{ volume: string; image: string }> {
  const { Mounts, Image } = await inspect((await compose('ps', '--quiet', node)).trim());
  await compose('kill', node);
  const volume = Mounts.find(({ Destination }) => Destination === '/data')?.Name;
  if (volume === undefined) throw new Error(`${node} has its data on no volume`);
  return { volume, image: Image };
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
