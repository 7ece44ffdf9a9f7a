import type { InjectedFault, Monitor } from './monitor.ts';
import { isSentinel, nodesOfStore, storeOf } from './store-health.ts';
import type { Target } from './target.ts';

/** `down-after-milliseconds` in deploy/redis/sentinel.conf, and the intervals of pings and checks. */
const DOWN_WITHIN_MS = 4000;

/** A Redis or Sentinel as a Sentinel describes it. */
type Entry = ReadonlyMap<string, string>;

/**
 * The Sentinels report a Redis that they see as down or have replaced as the primary, and a Sentinel that they see as down.
 *
 * @param portOf finds the port of a Redis or Sentinel, by which Sentinels know it
 * @see https://redis.io/docs/latest/operate/oss_and_stack/management/sentinel/#sentinel-commands
 */
export function sentinelMonitor(
  target: Pick<Target, 'instanceNames' | 'sendCommand'>,
  portOf: (name: string) => Promise<number | undefined>,
): Monitor {
  /** Asks a Sentinel other than that with the fault. */
  async function ask(fault: InjectedFault, subject: string, store: string): Promise<Entry[]> {
    const names = await target.instanceNames();
    const sentinel = names.find((name) => isSentinel(name) && name !== fault.instance) ?? '';
    return toEntries(await target.sendCommand(sentinel, 'SENTINEL', subject, store));
  }

  async function isSentinelDown(fault: InjectedFault): Promise<boolean> {
    const store = storeOf((await target.instanceNames()).find((name) => storeOf(name) !== undefined) ?? '');
    const [port, sentinels] = [await portOf(fault.instance), await ask(fault, 'SENTINELS', store ?? '')];
    return sentinels.some((entry) => entry.get('port') === `${port}` && isDown(entry));
  }

  async function isNodeDown(fault: InjectedFault): Promise<boolean> {
    const { kind, instance } = fault;
    const store = kind === 'store' ? instance : (storeOf(instance) ?? '');
    const nodes = kind === 'store' ? nodesOfStore(store, await target.instanceNames()) : [instance];
    const ports = await Promise.all(nodes.map(async (node) => `${await portOf(node)}`));
    const [primaries, replicas] = [await ask(fault, 'MASTER', store), await ask(fault, 'REPLICAS', store)];
    const isReplaced = kind === 'primary' && !ports.includes(primaries[0]?.get('port') ?? ports[0] ?? '');
    const isOneDown = [...primaries, ...replicas].some(
      (entry) => ports.includes(entry.get('port') ?? '') && isDown(entry),
    );
    return isReplaced || isOneDown;
  }

  return {
    name: 'Sentinel',
    observe(fault) {
      const { kind } = fault;
      if (kind === 'sentinel') return { within: DOWN_WITHIN_MS, isReported: () => isSentinelDown(fault) };
      // Both nodes with a full disk still answer.
      const isNode =
        kind === 'primary' || kind === 'replica' || (kind === 'store' && fault.fault === 'power-cut');
      return isNode ? { within: DOWN_WITHIN_MS, isReported: () => isNodeDown(fault) } : undefined;
    },
  };
}

/** `s_down`: this Sentinel has had no valid reply for `down-after-milliseconds`. */
function isDown(entry: Entry): boolean {
  return (entry.get('flags') ?? '').split(',').includes('s_down');
}

/** Splits a reply, lines of field and value in turn, into its entries, each of which begins with the field `name`. */
function toEntries(lines: readonly string[]): Entry[] {
  const entries: Map<string, string>[] = [];
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const [field = '', value = ''] = lines.slice(i, i + 2);
    if (field === 'name') entries.push(new Map());
    entries.at(-1)?.set(field, value);
  }
  return entries;
}
