import { setTimeout as pause } from 'node:timers/promises';
import { compose, docker } from './docker.ts';

const REDIS_PORT = 6379;
const SENTINEL_PORT = 26379;
const REPLICA_POLLS = 120;
const REPLICA_POLL_INTERVAL_MS = 250;

/** Disconnects a running container from every network, like a pulled cable. @returns a function that reconnects it */
export async function cutOff(service: string): Promise<() => Promise<void>> {
  const container = (await compose('ps', '--quiet', service)).trim();
  const [{ NetworkSettings }] = JSON.parse(await docker('inspect', container));
  const networks: Record<string, { Aliases: string[] | null }> = NetworkSettings.Networks;
  for (const network of Object.keys(networks)) await docker('network', 'disconnect', network, container);
  return async () => {
    for (const [network, { Aliases }] of Object.entries(networks)) {
      // Docker does not keep the aliases of a disconnected container.
      const aliases = (Aliases ?? []).flatMap((alias) => ['--alias', alias]);
      await docker('network', 'connect', ...aliases, network, container);
    }
  };
}

/** The part of the output of `docker inspect` that faults need. */
export interface ContainerDetails {
  readonly Image: string;
  readonly Mounts: readonly { readonly Destination: string; readonly Name?: string }[];
  readonly State: { readonly Pid: number };
  readonly NetworkSettings: {
    readonly Networks: Readonly<Record<string, { readonly IPAddress: string }>>;
  };
}

export async function inspect(container: string): Promise<ContainerDetails> {
  return JSON.parse(await docker('inspect', container))[0];
}

/** Kills a store node and removes its container and its volume, like a lost disk. `docker compose up` creates both again. */
export async function destroyVolume(node: string): Promise<void> {
  const { volume } = await killNode(node);
  await compose('rm', '--force', node);
  await docker('volume', 'rm', volume);
}

/**
 * Kills a store node and damages its append-only file.
 *
 * @param script the path of a shell script with the arguments folder and position; it runs in a container of the node's image
 */
export async function damageVolume(node: string, script: string, position: string): Promise<void> {
  const { volume, image } = await killNode(node);
  const mounts = ['--volume', `${volume}:/data`, '--volume', `${script}:/damage.sh:ro`];
  const options = ['--rm', '--network', 'none', '--user', '999:999', '--entrypoint', 'sh', ...mounts];
  await docker('run', ...options, image, '/damage.sh', '/data', position);
}

/** Kills a store node. @returns the names of its volume and its image. @throws Error if its data is on no volume */
async function killNode(node: string): Promise<{ volume: string; image: string }> {
  const { Mounts, Image } = await inspect((await compose('ps', '--quiet', node)).trim());
  await compose('kill', node);
  const volume = Mounts.find(({ Destination }) => Destination === '/data')?.Name;
  if (volume === undefined) throw new Error(`${node} has its data on no volume`);
  return { volume, image: Image };
}

/** Asks a Sentinel which container is the primary of a store. */
export async function primaryOf(store: string): Promise<string> {
  const [name = ''] = (await redisCli('sentinel1', 'sentinel', 'get-master-addr-by-name', store)).split('\n');
  return name;
}

/** Waits up to 30 seconds until a store node is a connected replica. @throws Error if it does not become one */
export async function untilReplica(node: string): Promise<void> {
  for (let polls = 0; polls < REPLICA_POLLS; polls++) {
    const info = await redisCli(node, 'info', 'replication').catch(() => '');
    if (/^role:slave/m.test(info) && /^master_link_status:up/m.test(info)) return;
    await pause(REPLICA_POLL_INTERVAL_MS);
  }
  throw new Error(`${node} has not become a replica`);
}

/** Runs a command on a store node or a Sentinel by `redis-cli` in its container. @returns the output */
export async function redisCli(service: string, ...words: string[]): Promise<string> {
  const [secret, port] = service.startsWith('sentinel') ? ['sentinel', SENTINEL_PORT] : ['store', REDIS_PORT];
  const script = `REDISCLI_AUTH=$(sed -n 's/^requirepass //p' /run/secrets/${secret}/auth.conf) redis-cli -p ${port} "$@"`;
  return (await compose('exec', '-T', service, 'sh', '-c', script, '-', ...words)).replaceAll('\r', '');
}
