import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Leaderboard, Period } from '@motus/contracts';
import { defineScript } from '@motus/store';
import type { BenchSystem } from './bench-system.ts';

/** Keeps a call of the script to a few milliseconds, so that Redis serves other commands in between. */
const PLAYS_PER_CALL = 500;

const CONCURRENT_CALLS = 8;

const DAY_MS = 24 * 60 * 60 * 1000;

/** A wrong and a right attempt as the ledger stores them, without their time. */
const WRONG = 'BALLON R--J--';
const RIGHT = 'BULBES RRRRRR';

const fillScript = defineScript({
  name: 'fill',
  lua: readFileSync(new URL('fill.lua', import.meta.url), 'utf8'),
  read: () => undefined,
});

/**
 * Writes entries directly into the store: `sizes` of them to each current leaderboard, and a play of yesterday for each
 * entry of the largest. Resolves when the replica has them, too.
 */
export async function fillLedger(
  bench: Pick<BenchSystem, 'store' | 'players' | 'day' | 'askStores'>,
  sizes: Readonly<Record<Period, number>>,
): Promise<void> {
  const { store, players, day } = bench;
  const boards: (string | number)[] = [];
  for (const [period, size] of Object.entries(sizes)) {
    // The key of a leaderboard contains the date of its period, which only the API knows.
    const answer = await players[0]?.get<Leaderboard>(`/api/leaderboards/${period}`);
    const board = `{leaderboard:${period}:${answer?.json.key}}`;
    boards.push(`${board}:ranking`, `${board}:members`, size);
  }
  const yesterday = new Date(Date.parse(day) - DAY_MS);
  const header = [
    yesterday.toISOString().slice(0, 10),
    yesterday.getTime(),
    Object.keys(sizes).length,
    ...boards,
  ];
  const rows = [...Array.from({ length: 5 }, () => WRONG), RIGHT];

  // A rewrite of the append-only files would take as long again, and would run during the next measurement.
  await bench.askStores('CONFIG', 'SET', 'auto-aof-rewrite-percentage', '0');
  const plays = Math.max(...Object.values(sizes));
  let next = 1;
  async function fill(): Promise<void> {
    while (next <= plays) {
      const first = next;
      next += PLAYS_PER_CALL;
      const last = Math.min(plays, next - 1);
      await fillScript(store, [], [first, last, ...header, ...rows]);
    }
  }
  await Promise.all(Array.from({ length: CONCURRENT_CALLS }, fill));
  // The replica must not still be catching up during the next measurement.
  while ((await store.wait(1, 1000)) < 1) await pause(100);
}
