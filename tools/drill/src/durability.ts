import { EVERYTHING } from './components.ts';
import type { Acknowledged } from './journal.ts';
import { isStore } from './store-health.ts';
import type { Target } from './target.ts';

/** When a store syncs an acknowledged write to its disk: the setting DURABILITY (`appendfsync` of Redis). */
export type Durability = 'always' | 'second';

/** With `second`, a power cut may lose what was acknowledged within this time before it. */
export const MAX_LOSS_MS = 2000;

/**
 * A power cut of the whole system or of both nodes of a store, or a SIGKILL of the whole system: with `appendfsync everysec`
 * Redis keeps writes in its own memory while a sync is running, for up to 2 s (flushAppendOnlyFile in aof.c of Redis 7.0).
 * Times are in milliseconds since the Unix epoch.
 */
export interface PowerCut {
  /** The name of the store, or `everything`. */
  readonly name: string;
  /** When the first process was stopped. */
  readonly from: number;
  /** From then on no process was running. */
  readonly until: number;
}

/**
 * Reads the setting of the running stores.
 *
 * @throws Error if it is neither `always` nor `everysec`
 */
export async function readDurability(target: Target): Promise<Durability> {
  const node = (await target.instanceNames()).find(isStore) ?? '';
  const reply = await target.sendCommand(node, 'CONFIG', 'GET', 'appendfsync');
  if (reply.includes('always')) return 'always';
  if (reply.includes('everysec')) return 'second';
  throw new Error(`${node} has an unknown appendfsync: ${reply.join(' ')}`);
}

/** Whether a power cut may lose an acknowledged entry: with `always` it may lose nothing. */
export function mayBeLost(
  durability: Durability,
  { name, from, until }: PowerCut,
  { kind, acknowledgedAt }: Pick<Acknowledged, 'kind' | 'acknowledgedAt'>,
): boolean {
  const store = kind === 'account' ? 'auth-store' : 'score-store';
  return (
    durability === 'second' &&
    (name === EVERYTHING || name === store) &&
    acknowledgedAt >= from - MAX_LOSS_MS &&
    acknowledgedAt <= until
  );
}

/** Describes for the report what a power cut may lose. */
export function describeDurability(durability: Durability): string {
  return durability === 'always'
    ? 'DURABILITY=always (appendfsync always): a power cut, or both nodes of a store killed at once, may lose no acknowledged answer'
    : `DURABILITY=second (appendfsync everysec): a power cut, or both nodes of a store killed at once, may lose answers that were acknowledged in the ${MAX_LOSS_MS / 1000} s before it, and no others`;
}
