import type { Place } from './damage-file.ts';
import type { Target } from './target.ts';

type Asked = Pick<Target, 'ask'>;

export function isStore(name: string): boolean {
  return /-store\d*$/.test(name);
}

/** Both nodes of a store. */
export function nodesOfStore(store: string, names: readonly string[]): string[] {
  return names.filter((name) => isStore(name) && name.replace(/\d+$/, '') === store);
}

export function isSentinel(name: string): boolean {
  return name.startsWith('sentinel');
}

/**
 * Which of the two a node of a store is at this moment.
 *
 * @see https://redis.io/docs/latest/commands/info/ (sections replication and persistence)
 */
export async function roleOf(target: Asked, node: string): Promise<'primary' | 'replica' | undefined> {
  const info = await infoOf(target, node).catch(() => undefined);
  if (info === undefined) return undefined;
  return info.get('role') === 'master' ? 'primary' : 'replica';
}

/**
 * A node may lose its data: its twin has all of them.
 *
 * @throws Error where it has not, and the data would be lost for good
 */
export async function assertCopied(target: Pick<Target, 'ask' | 'names'>, node: string): Promise<void> {
  const store = node.replace(/\d+$/, '');
  const ailments = await ofStore(target, store, nodesOfStore(store, await target.names()));
  if (ailments.length > 0) throw new Error(`${node} may have the only copy: ${ailments.join('; ')}`);
}

/** Where the file of a node is damaged: of a primary in the middle, of a replica at the end. */
export async function damagePlace(target: Asked, node: string): Promise<Place> {
  return (await roleOf(target, node)) === 'primary' ? 'middle' : 'end';
}

/** What is wrong with the stores and those who watch them, a line each. */
export async function storeAilments(target: Asked, names: readonly string[]): Promise<string[]> {
  const nodes = names.filter(isStore);
  const stores = [...new Set(nodes.map((name) => name.replace(/\d+$/, '')))];
  const sentinels = names.filter(isSentinel);
  const found = await Promise.all([
    ...stores.map((store) =>
      ofStore(
        target,
        store,
        nodes.filter((node) => node.startsWith(store)),
      ),
    ),
    ...sentinels.flatMap((sentinel) =>
      stores.map((store) => ofSentinel(target, sentinel, store, sentinels.length)),
    ),
  ]);
  return found.flat();
}

/** One primary, and every other node connected to it with all its data. */
async function ofStore(target: Asked, store: string, nodes: readonly string[]): Promise<string[]> {
  const infos = await Promise.all(nodes.map((node) => infoOf(target, node).catch(() => undefined)));
  const silent = nodes.filter((_, i) => infos[i] === undefined).map((node) => `${node} does not answer`);
  const primaries = infos.filter((info) => info?.get('role') === 'master');
  if (primaries.length !== 1) return [...silent, `${store} has ${primaries.length} primaries`];
  const unlinked = nodes.filter((_, i) => {
    const info = infos[i];
    return info?.get('role') === 'slave' && info.get('master_link_status') !== 'up';
  });
  const unwritten = nodes.filter((_, i) => infos[i]?.get('aof_last_write_status') === 'err');
  // Told only of a primary that was set to wait for replicas, as one with a full disk is.
  const refusing = nodes.filter((_, i) => infos[i]?.has('min_slaves_good_slaves'));
  const connected = Number(primaries[0]?.get('connected_slaves'));
  return [
    ...silent,
    ...refusing.map((node) => `${node} refuses writes`),
    ...unwritten.map((node) => `${node} cannot write its file`),
    ...unlinked.map((node) => `${node} is not connected to its primary`),
    ...(connected === nodes.length - 1 ? [] : [`the primary of ${store} has ${connected} replicas`]),
  ];
}

/** It knows all others, a primary and a replica that it holds to be up. */
async function ofSentinel(target: Asked, sentinel: string, store: string, count: number): Promise<string[]> {
  const lines = await target.ask(sentinel, 'SENTINEL', 'MASTER', store).catch(() => undefined);
  if (lines === undefined) return [`${sentinel} does not answer`];
  const fields = new Map(lines.flatMap((line, i) => (i % 2 === 0 ? [[line, lines[i + 1] ?? '']] : [])));
  const wanted = { flags: 'master', 'num-slaves': '1', 'num-other-sentinels': `${count - 1}` };
  return Object.entries(wanted)
    .filter(([field, value]) => fields.get(field) !== value)
    .map(([field]) => `${sentinel} sees ${field} ${fields.get(field)} of ${store}`);
}

async function infoOf(target: Asked, node: string): Promise<Map<string, string>> {
  const lines = await target.ask(node, 'INFO', 'replication', 'persistence');
  const info = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) info.set(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  // A node that still reads its file answers with an error.
  if (!info.has('role')) throw new Error(`${node} does not say its role: ${lines[0]}`);
  return info;
}
