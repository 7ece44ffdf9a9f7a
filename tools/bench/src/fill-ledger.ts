import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Leaderboard, Period } from '@motus/contracts';
import { defineScript } from '@motus/store';
import type { BenchSystem } from './bench-system.ts';

/** Plays in one call of the script: it takes a few milliseconds then, and others come between. */
const PLAYS_AT_ONCE = 500;

/** Calls that are under way. */
const CALLS_AT_ONCE = 8;

const DAY = 24 * 60 * 60 * 1000;

/** A wrong word, and a right one, as the ledger keeps them. */
const WRONG = 'BALLON R--J--';
const RIGHT = 'BULBES RRRRRR';

const fillScript = defineScript({
  name: 'fill',
  lua: readFileSync(new URL('fill.lua', import.meta.url), 'utf8'),
  read: () => undefined,
});

/**
 * Puts so many entries on the leaderboards of now, directly into the store, and as many plays of yesterday into the
 * ledger as the largest of them has; resolves once the replica has all of it too.
 */
export async function fillLedger(
  bench: Pick<BenchSystem, 'store' | 'players' | 'day' | 'askStores'>,
  sizes: Readonly<Record<Period, number>>,
): Promise<void> {
  const { store, players, day } = bench;
  const boards: (string | number)[] = [];
  for (const [period, size] of Object.entries(sizes)) {
    // The API tells by which key the leaderboard of now is known.
    const answer = await players[0]?.get<Leaderboard>(`/api/leaderboards/${period}`);
    const board = `{leaderboard:${period}:${answer?.json.key}}`;
    boards.push(`${board}:ranking`, `${board}:members`, size);
  }
  const yesterday = new Date(Date.parse(day) - DAY);
  const given = [
    yesterday.toISOString().slice(0, 10),
    yesterday.getTime(),
    Object.keys(sizes).length,
    ...boards,
  ];
  const rows = [...Array.from({ length: 5 }, () => WRONG), RIGHT];

  // Rewriting the append-only files as they grow would cost as much again, and go on into what is measured next.
  await bench.askStores('CONFIG', 'SET', 'auto-aof-rewrite-percentage', '0');
  const plays = Math.max(...Object.values(sizes));
  let next = 1;
  async function fill(): Promise<void> {
    while (next <= plays) {
      const first = next;
      next += PLAYS_AT_ONCE;
      const last = Math.min(plays, next - 1);
      await fillScript(store, [], [first, last, ...given, ...rows]);
    }
  }
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, fill));
  // What is measured next must not meet the rest of it.
  while ((await store.wait(1, 1000)) < 1) await pause(100);
}
