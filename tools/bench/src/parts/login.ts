import { setTimeout as pause } from 'node:timers/promises';
import { beginPhase, type Context } from '../context.ts';
import { guessLoad, type Load, measure } from '../loads.ts';
import { startLoginLoad } from '../login-load.ts';
import { USUAL_CONNECTIONS } from '../options.ts';
import { cpuTime, kindOf } from '../processes.ts';
import type { PartResult } from '../result.ts';

const CONCURRENT_LOGINS = 20;

/** Long enough for each client to log in at least once. */
const MIN_DURATION_S = 2;

/** The rate and the cost of logins, and of guesses while players log in. */
export async function measureLogins(context: Context): Promise<PartResult> {
  const { bench, options, log, cores } = context;
  const seconds = Math.max(options.seconds, MIN_DURATION_S);
  const startLoad = () => startLoginLoad(bench.system.urls.public, bench.players, CONCURRENT_LOGINS);
  const wrong: string[] = [];
  const rates: number[] = [];
  const costs: number[] = [];
  for (let round = 1; round <= options.rounds; round++) {
    beginPhase(context, `logins, ${CONCURRENT_LOGINS} people`);
    const before = authTime(context);
    const logins = startLoad();
    await pause(seconds * 1000);
    const ended = await logins.stop();
    // The logins in flight at the end use processor time, too: one of each client.
    costs.push((authTime(context) - before) / 1000 / (ended.logins + CONCURRENT_LOGINS));
    rates.push(ended.logins / seconds);
    wrong.push(...ended.wrong);
    log(`${round}/${options.rounds}  logins, ${CONCURRENT_LOGINS} people: ${rates.at(-1)?.toFixed(1)}/s`);
  }

  const withoutLogins = guessLoad(context, bench, USUAL_CONNECTIONS);
  const duringLogins: Load = {
    ...withoutLogins,
    name: `guess, ${CONCURRENT_LOGINS} people log in`,
    async send(seconds) {
      const logins = startLoad();
      const result = await withoutLogins.send(seconds);
      wrong.push(...(await logins.stop()).wrong);
      return result;
    },
  };
  const { loads, checks } = await measure(context, [
    { ...withoutLogins, name: 'guess, nobody logs in' },
    duringLogins,
  ]);
  return {
    loads,
    figures: [
      { name: cores ? 'logins, one core' : 'logins', unit: '/s', values: rates },
      { name: 'processor time of a login at the provider', unit: 'ms', values: costs },
    ],
    checks: [
      ...checks,
      {
        what: 'every login succeeds',
        passed: wrong.length === 0,
        detail: `${wrong.length} failed ${wrong[0] ?? ''}`,
      },
    ],
  };
}

/** Processor time of both instances of auth, in microseconds. */
function authTime({ bench }: Context): number {
  const times = [...cpuTime(bench.system.list())].filter(([name]) => kindOf(name) === 'auth');
  return times.length === 0 ? Number.NaN : times.reduce((sum, [, time]) => sum + time, 0);
}
