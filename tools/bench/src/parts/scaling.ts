import { startBenchSystem } from '../bench-system.ts';
import type { Context } from '../context.ts';
import { pin } from '../cores.ts';
import { ledgerChecks } from '../ledger-checks.ts';
import { guesses, type Load, measure, warmUp } from '../loads.ts';
import type { Figure, PartResult } from '../result.ts';
import { startOnAllCores } from '../where.ts';

/** What more than one core gives: a system on all of them, which it shares with the load generator. */
export async function measureScaling(context: Context): Promise<PartResult> {
  const { cores, generator, options, tell } = context;
  if (cores === undefined) {
    tell('scaling is not measured: nothing is pinned to a core here');
    return { checks: [] };
  }
  tell('starting a system on all cores');
  const free = await startOnAllCores(context, () => startBenchSystem({ players: 1 }));
  try {
    const most = Math.max(...options.connections);
    const pinned = { ...guesses(context, context.bench, most), name: 'guess, servers on one core' };
    const load = guesses(context, free, most);
    const unpinned: Load = {
      ...load,
      name: 'guess, everything on all cores',
      async send(seconds) {
        for (const pid of [process.pid, generator.pid]) pin(pid, cores.all);
        try {
          return await load.send(seconds);
        } finally {
          for (const pid of [process.pid, generator.pid]) pin(pid, cores.generator);
        }
      },
    };
    await warmUp([unpinned], options.seconds);
    const { loads, checks } = await measure(context, [pinned, unpinned]);
    const [one, all] = loads.map(({ rounds }) => rounds.map(({ rate }) => rate));
    const gain: Figure = {
      name: 'guesses on all cores, times those on one',
      unit: '',
      values: (all ?? []).map((rate, i) => rate / (one?.[i] ?? Number.NaN)),
    };
    return {
      loads,
      figures: [gain],
      checks: [...checks, ...(await ledgerChecks(free, 'ledger on all cores'))],
    };
  } finally {
    await free.end();
  }
}
