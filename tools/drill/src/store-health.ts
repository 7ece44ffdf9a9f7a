import type { DamagePosition } from './damage-file.ts';
import type { Target } from './target.ts';

type Stores = Pick<Target, 'sendCommand'>;

export function isStore(name: string): boolean {
  return /-store\d*$/.test(name);
}

/** The store that a node belongs to. @returns undefined if the name is not that of a node */
export function storeOf(node: string): string | undefined {
  return /^(.+-store)\d+$/.exec(node)?.[1];
}

/** Selects the nodes of a store. */
export function nodesOfStore(store: string, names: readonly string[]): string[] {
  return names.filter((name) => isStore(name) && name.replace(/\d+$/, '') === store);
}

export function isSentinel(name: string): boolean {
  return name.startsWith('sentinel');
}

/**
 * Asks a store node for its role.
 *
 * @returns undefined if it does not answer
 * @see https://redis.io/docs/latest/commands/info/ (sections replication and persistence)
 */
export async function roleOf(target: Stores, node: string): Promise<'primary' | 'replica' | undefined> {
  const info = await readInfo(target, node).catch(() => undefined);
  if (info === undefined) return undefined;
  return info.get('role') === 'master' ? 'primary' : 'replica';
}

/**
 * Asserts that the data of a node may be destroyed, because its twin has a complete copy.
 *
 * @throws Error if the store is not healthy
 */
export async function assertHasHealthyTwin(
  target: Pick<Target, 'sendCommand' | 'instanceNames'>,
  node: string,
): Promise<void> {
  const store = node.replace(/\d+$/, '');
  const healthProblems = await nodeProblems(target, store, nodesOfStore(store, await target.instanceNames()));
  if (healthProblems.length > 0)
    throw new Error(`${node} may have the only copy: ${healthProblems.join('; ')}`);
}

/** Chooses where the file of a node is damaged: in the middle for a primary, at the end for a replica. */
export async function damagePositionFor(target: Stores, node: string): Promise<DamagePosition> {
  return (await roleOf(target, node)) === 'primary' ? 'middle' : 'end';
}

/** Checks the health of the stores and the Sentinels. @returns one line for each problem */
export async function storeProblems(target: Stores, names: readonly string[]): Promise<string[]> {
  const nodes = names.filter(isStore);
  const stores = [...new Set(nodes.map((name) => name.replace(/\d+$/, '')))];
  const sentinels = names.filter(isSentinel);
  const found = await Promise.all([
    ...stores.map((store) =>
      nodeProblems(
        target,
        store,
        nodes.filter((node) => node.startsWith(store)),
      ),
    ),
    ...sentinels.flatMap((sentinel) =>
      stores.map((store) => sentinelProblems(target, sentinel, store, sentinels.length)),
    ),
  ]);
  return found.flat();
}

/** Checks that a store has one primary, that every other node replicates it, and that each can write its file. */
async function nodeProblems(target: Stores, store: string, nodes: readonly string[]): Promise<string[]> {
  const infos = await Promise.all(nodes.map((node) => readInfo(target, node).catch(() => undefined)));
  const unreachable = nodes.filter((_, i) => infos[i] === undefined).map((node) => `${node} does not answer`);
  const primaries = infos.filter((info) => info?.get('role') === 'master');
  if (primaries.length !== 1) return [...unreachable, `${store} has ${primaries.length} primaries`];
  const unlinked = nodes.filter((_, i) => {
    const info = infos[i];
    return info?.get('role') === 'slave' && info.get('master_link_status') !== 'up';
  });
  const failedWrites = nodes.filter((_, i) => infos[i]?.get('aof_last_write_status') === 'err');
  // INFO has this field only on a primary with min-replicas-to-write, which is set while its disk is full.
  const refusing = nodes.filter((_, i) => infos[i]?.has('min_slaves_good_slaves'));
  const connected = Number(primaries[0]?.get('connected_slaves'));
  return [
    ...unreachable,
    ...refusing.map((node) => `${node} refuses writes`),
    ...failedWrites.map((node) => `${node} cannot write its file`),
    ...unlinked.map((node) => `${node} is not connected to its primary`),
    ...(connected === nodes.length - 1 ? [] : [`the primary of ${store} has ${connected} replicas`]),
  ];
}

/** Checks that a Sentinel knows all other Sentinels, and a primary and a replica of the store that are up. */
async function sentinelProblems(
  target: Stores,
  sentinel: string,
  store: string,
  count: number,
): Promise<string[]> {
  const lines = await target.sendCommand(sentinel, 'SENTINEL', 'MASTER', store).catch(() => undefined);
  if (lines === undefined) return [`${sentinel} does not answer`];
  const fields = new Map(lines.flatMap((line, i) => (i % 2 === 0 ? [[line, lines[i + 1] ?? '']] : [])));
  const expected = { flags: 'master', 'num-slaves': '1', 'num-other-sentinels': `${count - 1}` };
  return Object.entries(expected)
    .filter(([field, value]) => fields.get(field) !== value)
    .map(([field]) => `${sentinel} sees ${field} ${fields.get(field)} of ${store}`);
}

/** Reads the fields of INFO. @throws Error if the node does not answer, or is still loading its file */
async function readInfo(target: Stores, node: string): Promise<Map<string, string>> {
  const lines = await target.sendCommand(node, 'INFO', 'replication', 'persistence');
  const info = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) info.set(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  if (!info.has('role')) throw new Error(`${node} does not report its role: ${lines[0]}`);
  return info;
}
