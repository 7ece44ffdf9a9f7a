import { startBenchSystem } from '../bench-system.ts';
import type { Context } from '../context.ts';
import { ledgerChecks } from '../ledger-checks.ts';
import { guessLoad, measure, warmUp } from '../loads.ts';
import { startLokiSink } from '../loki-sink.ts';
import { USUAL_CONNECTIONS } from '../options.ts';
import { atLeast, type LoadResult, type PartResult, type Target } from '../result.ts';
import { startOnServerCore } from '../start-on-cores.ts';
import { median } from '../statistics.ts';

/** Duration of the warm-up, in rounds: the same as that of the guess. */
const WARM_UP_ROUNDS = 5;

/** Guesses while the services send their log lines to a Loki, and without. */
export async function measureLoki(context: Context): Promise<PartResult> {
  context.log('starting a system that sends its logs to a Loki');
  const sink = await startLokiSink();
  try {
    const logging = await startOnServerCore(context, () =>
      startBenchSystem({ players: 1, environment: { LOKI_URL: sink.url } }),
    );
    try {
      const without = { ...guessLoad(context, context.bench, USUAL_CONNECTIONS), name: 'guess, no Loki' };
      const withLoki = { ...guessLoad(context, logging, USUAL_CONNECTIONS), name: 'guess, a Loki' };
      // The other system has been under load for longer.
      await warmUp([without, withLoki], WARM_UP_ROUNDS * context.options.seconds);
      const { loads, checks } = await measure(context, [without, withLoki]);
      const arrived = {
        what: 'log lines arrive at the Loki',
        passed: sink.lines > 0,
        detail: `${sink.lines} lines`,
      };
      return {
        loads,
        targets: [lokiTarget(loads)],
        checks: [...checks, arrived, ...(await ledgerChecks(logging, 'ledger with a Loki'))],
      };
    } finally {
      await logging.end();
    }
  } finally {
    sink.stop();
  }
}

/** Compares the rates of the same round. */
export function lokiTarget([without, withLoki]: readonly LoadResult[]): Target {
  const rates = without?.rounds.map(({ rate }, i) => (withLoki?.rounds[i]?.rate ?? Number.NaN) / rate) ?? [];
  return atLeast('guesses with logs to a Loki, part of those without, 32 connections', 0.95, median(rates));
}
