import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REPOSITORY } from '@motus/local-system';
import type { Store } from '@motus/store';
import { beginPhase, type Context } from '../context.ts';
import { cpuTime } from '../processes.ts';
import type { Figure, PartResult } from '../result.ts';

/** Commands per pipeline: a single guess, and a batch. */
const BATCH_SIZES = [1, 32];

/** The primary of the score store, as long as no failover happened. */
const PRIMARY = 'score-store1';

/** The ledger's script on the primary of the score store, without waiting for the replica. */
export async function measureRedis(context: Context): Promise<PartResult> {
  const { bench, options, log } = context;
  const { store, system, day } = bench;
  const lua = await readFile(join(REPOSITORY, 'apps/score/src/ledger/append.lua'), 'utf8');
  const sha = String(await store.script('LOAD', lua));
  const figures: Figure[] = [];
  let wrong = 0;
  for (const batchSize of BATCH_SIZES) {
    const name = `the ledger's script alone, ${batchSize === 1 ? 'one at a time' : `${batchSize} at a time`}`;
    const rates: number[] = [];
    const costs: number[] = [];
    for (let round = 1; round <= options.rounds; round++) {
      beginPhase(context, name);
      const before = cpuTime(system.list()).get(PRIMARY) ?? Number.NaN;
      const { calls, accepted, seconds } = await run(store, sha, day, batchSize, options.seconds);
      costs.push(((cpuTime(system.list()).get(PRIMARY) ?? Number.NaN) - before) / calls);
      rates.push(calls / seconds);
      wrong += calls - accepted;
    }
    log(`${name}: ${rates.at(-1)?.toFixed(0)}/s`);
    figures.push({ name, unit: '/s', values: rates });
    figures.push({ name: `${name}, processor time of the primary`, unit: 'µs', values: costs });
  }
  return {
    figures,
    checks: [
      { what: "the ledger's script accepts every row", passed: wrong === 0, detail: `${wrong} refused` },
    ],
  };
}

/** Appends first rows for players who do not exist, and removes them afterwards. The arguments are those of append.lua. */
async function run(store: Store, sha: string, day: string, batchSize: number, seconds: number) {
  const begin = performance.now();
  let calls = 0;
  let accepted = 0;
  while (performance.now() - begin < seconds * 1000) {
    const pipeline = store.pipeline();
    for (let i = 0; i < batchSize; i++) {
      const row = `BALLON R-J--- ${Date.now()}`;
      pipeline.evalsha(sha, 4, ...keysOf(calls++, day), 1, row, day, 'Banc', '', '', '');
    }
    for (const [error, reply] of (await pipeline.exec()) ?? []) {
      if (error !== null) throw error;
      if ((reply as unknown[])[0] === 'accepted') accepted++;
    }
  }
  const elapsed = (performance.now() - begin) / 1000;
  for (let first = 0; first < calls; first += 1000) {
    const keys = Array.from({ length: Math.min(1000, calls - first) }, (_, i) => keysOf(first + i, day));
    await store.unlink(keys.flat());
  }
  return { calls, accepted, seconds: elapsed };
}

function keysOf(number: number, day: string): [string, string, string, string] {
  const player = `{bench-redis-${number}}`;
  const names = [`play:${day}`, 'history', 'name', 'disqualified'] as const;
  return names.map((name) => `${player}:${name}`) as [string, string, string, string];
}
