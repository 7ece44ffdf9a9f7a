import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { guesses, type Load, measure } from '../loads.ts';
import { startLogins } from '../login-crowd.ts';
import { USUAL_CONNECTIONS } from '../options.ts';
import { cpuTime, kindOf } from '../processes.ts';
import type { PartResult } from '../result.ts';

const PEOPLE = 20;

/** Long enough for all of them to get in, in seconds. */
const LEAST_TIME = 2;

/** How many logins a core does, and what a guess notices of them. */
export async function measureLogins(context: Context): Promise<PartResult> {
  const { bench, options, tell, cores } = context;
  const seconds = Math.max(options.seconds, LEAST_TIME);
  const crowd = () => startLogins(bench.system.urls.public, bench.players, PEOPLE);
  const wrong: string[] = [];
  const rates: number[] = [];
  const costs: number[] = [];
  for (let round = 1; round <= options.rounds; round++) {
    const before = authTime(context);
    const logins = crowd();
    await pause(seconds * 1000);
    const ended = await logins.stop();
    // The last ones end after the time: at full load as many as were under way when it began.
    costs.push((authTime(context) - before) / 1000 / (ended.logins + PEOPLE));
    rates.push(ended.logins / seconds);
    wrong.push(...ended.wrong);
    tell(`${round}/${options.rounds}  logins, ${PEOPLE} people: ${rates.at(-1)?.toFixed(1)}/s`);
  }

  const quiet = guesses(context, bench, USUAL_CONNECTIONS);
  const crowded: Load = {
    ...quiet,
    name: `guess, ${PEOPLE} people log in`,
    async send(seconds) {
      const logins = crowd();
      const result = await quiet.send(seconds);
      wrong.push(...(await logins.stop()).wrong);
      return result;
    },
  };
  const { loads, checks } = await measure(context, [{ ...quiet, name: 'guess, nobody logs in' }, crowded]);
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

/** In microseconds. */
function authTime({ bench }: Context): number {
  const times = [...cpuTime(bench.system.list())].filter(([name]) => kindOf(name) === 'auth');
  return times.length === 0 ? Number.NaN : times.reduce((sum, [, time]) => sum + time, 0);
}
