import type { Context } from '../context.ts';
import { guessLoad, measure, noopLoad, warmUp } from '../loads.ts';
import { USUAL_CONNECTIONS } from '../options.ts';
import { atLeast, atMost, type LoadResult, type PartResult, type Target } from '../result.ts';
import { median } from '../statistics.ts';

/** Duration of the warm-up of each load, in rounds. */
const WARM_UP_ROUNDS: Record<string, number> = { 'no-op': 1, guess: 5 };

/** A guess and the no-op, each with several numbers of connections. */
export async function measureGuesses(context: Context): Promise<PartResult & { usual: LoadResult }> {
  const { options, bench } = context;
  const loads = options.connections.flatMap((connections) => {
    const baseline = noopLoad(context, connections);
    return [baseline, guessLoad(context, bench, connections, baseline)];
  });
  context.log('warming up');
  for (const load of loads.filter(({ connections }) => connections >= USUAL_CONNECTIONS))
    await warmUp([load], options.seconds * (WARM_UP_ROUNDS[load.name] ?? 1));
  const measured = await measure(context, loads);
  const of = (connections: number) =>
    measured.loads.find((load) => load.name === 'guess' && load.connections === connections);
  const usual = of(USUAL_CONNECTIONS);
  if (usual === undefined) throw new Error(`no guess was measured with ${USUAL_CONNECTIONS} connections`);
  return { ...measured, targets: targetsOf(usual, of(1), of(128)), usual };
}

function targetsOf(
  usual: LoadResult,
  one: LoadResult | undefined,
  many: LoadResult | undefined,
): readonly Target[] {
  const p50 = ({ rounds }: LoadResult) => median(rounds.map(({ latency }) => latency.p50));
  const p99 = ({ rounds }: LoadResult) => median(rounds.map(({ latency }) => latency.p99));
  return [
    atLeast('guesses, part of the no-op, 32 connections', 0.4, median(usual.ratios)),
    ...(many ? [atLeast('guesses, part of the no-op, 128 connections', 0.6, median(many.ratios))] : []),
    atMost('a guess at 32 connections, p99', 20, p99(usual), 'ms'),
    ...(one ? [atMost('a guess at one connection, p50', 1.5, p50(one), 'ms')] : []),
  ];
}
