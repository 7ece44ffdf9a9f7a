import { EVERYTHING } from './components.ts';
import type { Acknowledged } from './journal.ts';
import { isStore } from './store-health.ts';
import type { Target } from './target.ts';

/** What a store promises of a write that it has acknowledged: DURABILITY, as Redis itself says it (`appendfsync`). */
export type Durability = 'always' | 'second';

/** With `second`, what was acknowledged so long before a power cut may be lost, in milliseconds. */
export const MAY_LOSE = 2000;

/**
 * A power cut of everything, or of both nodes of one store; or everything killed in one instant, since a Redis keeps what
 * comes while a sync is under way in its own memory (`appendfsync everysec`, for up to 2 s, flushAppendOnlyFile in aof.c of
 * Redis 7.0). Instants as `Date.now()` says them.
 */
export interface PowerCut {
  readonly name: string;
  readonly from: number;
  /** From here on nothing was running any more. */
  readonly until: number;
}

/**
 * Asks a store which setting it runs with.
 *
 * @throws Error where it is none that the drill knows
 */
export async function durabilityOf(target: Target): Promise<Durability> {
  const node = (await target.names()).find(isStore) ?? '';
  const answer = await target.ask(node, 'CONFIG', 'GET', 'appendfsync');
  if (answer.includes('always')) return 'always';
  if (answer.includes('everysec')) return 'second';
  throw new Error(`${node} has an unknown setting: ${answer.join(' ')}`);
}

/** Whether a power cut may take with it what was acknowledged so: with `always` nothing. */
export function mayLose(
  durability: Durability,
  { name, from, until }: PowerCut,
  { kind, acknowledgedAt }: Pick<Acknowledged, 'kind' | 'acknowledgedAt'>,
): boolean {
  const store = kind === 'account' ? 'auth-store' : 'score-store';
  return (
    durability === 'second' &&
    (name === EVERYTHING || name === store) &&
    acknowledgedAt >= from - MAY_LOSE &&
    acknowledgedAt <= until
  );
}

/** What the setting means for a power cut, in words. */
export function durabilityInWords(durability: Durability): string {
  return durability === 'always'
    ? 'DURABILITY=always (appendfsync always): a power cut, or both nodes of a store killed at once, may take nothing that was acknowledged'
    : `DURABILITY=second (appendfsync everysec): a power cut, or both nodes of a store killed at once, may take what was acknowledged in the ${MAY_LOSE / 1000} s before it, and nothing else`;
}
