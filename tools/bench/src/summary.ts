import type { BenchResult } from './bench.ts';
import { median } from './statistics.ts';

/** The last line of the output: the medians of the guess with the usual number of connections. */
export function summaryLine({ usual }: Pick<BenchResult, 'usual'>): string {
  const { rounds, ratios } = usual;
  const rate = median(rounds.map((round) => round.rate));
  const p99 = median(rounds.map(({ latency }) => latency.p99));
  return `guesses_per_s=${rate.toFixed(0)} ratio_to_noop=${median(ratios).toFixed(3)} p99_ms=${p99.toFixed(1)}`;
}
