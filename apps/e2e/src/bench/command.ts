import { SystemError } from '@motus/system';
import { runBench } from './bench.ts';
import { readOptions, USAGE, UsageError } from './options.ts';
import { median } from './statistics.ts';

/**
 * `npm run bench`.
 *
 * @returns the exit code: 0 where everything was right, however slow; 1 where something was wrong; 2 where there was no
 *   bench
 */
export async function bench(args: readonly string[]): Promise<number> {
  const begin = performance.now();
  const tell = (line: string) => say(`${minutes(performance.now() - begin)}  ${line}`);
  if (args.includes('--help')) {
    say(USAGE);
    return 0;
  }
  try {
    const result = await runBench(readOptions(args), tell);
    const failed = result.checks.filter(({ passed }) => !passed);
    for (const { what, detail } of failed) say(`WRONG  ${what} (${detail})`);
    for (const load of result.loads)
      say(
        JSON.stringify({
          ...load,
          rounds: undefined,
          rate: median(load.rounds.map((r) => r.rate)),
          busy: load.rounds.map((r) => r.busy.toFixed(2)),
          cpu: load.rounds.at(-1)?.cpu,
        }),
      );
    say(`\n${result.checks.length - failed.length} passed, ${failed.length} failed`);
    const { rounds, ratios } = result.usual;
    const rate = median(rounds.map((round) => round.rate));
    const p99 = median(rounds.map((round) => round.latency.p99));
    say(
      `guesses_per_s=${rate.toFixed(0)} ratio_to_noop=${median(ratios).toFixed(3)} p99_ms=${p99.toFixed(1)}`,
    );
    return failed.length === 0 ? 0 : 1;
  } catch (error) {
    complain(error);
    return 2;
  }
}

function complain(error: unknown): void {
  const lines =
    error instanceof UsageError
      ? [error.message, '', USAGE]
      : error instanceof SystemError
        ? [error.message, ...error.lines]
        : [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  for (const line of lines) process.stderr.write(`${line}\n`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function minutes(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
