import { startBenchSystem } from '../bench-system.ts';
import type { Context } from '../context.ts';
import { pin } from '../cores.ts';
import { ledgerChecks } from '../ledger-checks.ts';
import { guessLoad, type Load, measure, warmUp } from '../loads.ts';
import type { Figure, PartResult } from '../result.ts';
import { startOnAllCores } from '../start-on-cores.ts';

/** Guesses to a system on all cores, shared with the load generator, compared with all servers on one core. */
export async function measureScaling(context: Context): Promise<PartResult> {
  const { cores, generator, options, log } = context;
  if (cores === undefined) {
    log('scaling is not measured: no process is pinned to a core');
    return { checks: [] };
  }
  log('starting a system on all cores');
  const unpinnedSystem = await startOnAllCores(context, () => startBenchSystem({ players: 1 }));
  try {
    const connections = Math.max(...options.connections);
    const pinned = { ...guessLoad(context, context.bench, connections), name: 'guess, servers on one core' };
    const load = guessLoad(context, unpinnedSystem, connections);
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
      checks: [...checks, ...(await ledgerChecks(unpinnedSystem, 'ledger on all cores'))],
    };
  } finally {
    await unpinnedSystem.end();
  }
}
