import type { Leaderboard, Period } from '@motus/contracts';
import { type BenchSystem, startBenchSystem } from '../bench-system.ts';
import type { Context } from '../context.ts';
import { pin } from '../cores.ts';
import { fillLedger } from '../fill-ledger.ts';
import { ledgerChecks } from '../ledger-checks.ts';
import { guessLoad, measure, readLoad, warmUp } from '../loads.ts';
import { USUAL_CONNECTIONS } from '../options.ts';
import { memory } from '../processes.ts';
import { atMost, type Check, type LoadResult, type PartResult, within } from '../result.ts';
import { startOnServerCore } from '../start-on-cores.ts';
import { median } from '../statistics.ts';

/** Logged-in players who read the leaderboards; each has an entry on all of them. */
const READERS = 4;

/** Leaderboards to read, from small to large. The week's is filled too, because a finished play updates all four. */
const READ_PERIODS: readonly Period[] = ['day', 'month', 'all'];

/** How many times slower than the smallest the largest leaderboard may be. */
const MAX_SLOWDOWN = 1.5;

/** How much the rate of guesses may differ between a large and a small ledger, as a share. */
const MAX_RATE_CHANGE = 0.1;

/** Leaderboards of several sizes, and guesses in a large and in a small ledger. */
export async function measureLeaderboards(context: Context): Promise<PartResult> {
  const { options, log } = context;
  const { boards } = options;
  log('starting a second system');
  const large = await startOnServerCore(context, () => startBenchSystem({ players: READERS }));
  try {
    log(`filling its ledger with ${boards.all.toLocaleString('en')} plays`);
    await fillOnAllCores(context, large);
    await winAll(large);
    const sizes = await checkSizes(large, boards);
    const storeMemory = memory(large.system.list()).get('score-store1') ?? Number.NaN;

    const inLarge = { ...context, bench: large };
    const boardReads = READ_PERIODS.map((period) =>
      readLoad(inLarge, `leaderboard of ${boards[period].toLocaleString('en')}`, USUAL_CONNECTIONS, {
        path: `/api/leaderboards/${period}`,
        headers: {},
        players: large.loggedInPlayers,
        status: 200,
      }),
    );
    const guessInLarge = {
      ...guessLoad(context, large, USUAL_CONNECTIONS),
      name: `guess, ledger of ${boards.all.toLocaleString('en')} plays`,
    };
    await warmUp(boardReads, options.seconds);
    const read = await measure(context, boardReads);
    // After the leaderboards were measured, because a finished play adds an entry to them.
    await warmUp([guessInLarge], options.seconds);
    const guessInSmall = {
      ...guessLoad(context, context.bench, USUAL_CONNECTIONS),
      name: 'guess, small ledger',
    };
    const guessed = await measure(context, [guessInSmall, guessInLarge]);
    const loads = [...read.loads, ...guessed.loads];
    return {
      loads,
      figures: [
        {
          name: `memory of a store with ${boards.all.toLocaleString('en')} plays`,
          unit: 'MiB',
          values: [storeMemory],
        },
      ],
      targets: targetsOf(
        loads,
        boardReads.map(({ name }) => name),
        [guessInSmall.name, guessInLarge.name],
      ),
      checks: [...sizes, ...read.checks, ...guessed.checks, ...(await ledgerChecks(large, 'large ledger'))],
    };
  } finally {
    await large.end();
  }
}

/** Lets both Redis of the score store use all cores while the ledger is filled. */
async function fillOnAllCores({ cores, options }: Context, large: BenchSystem): Promise<void> {
  const stores = large.system.list().filter(({ name }) => name.startsWith('score-store'));
  const move = (to: string) => {
    for (const { pid } of stores) if (pid !== undefined) pin(pid, to);
  };
  if (cores) move(cores.all);
  await fillLedger(large, options.boards);
  if (cores) move(cores.servers);
}

/** Lets each logged-in player win, in different rows, which adds them to each leaderboard. */
async function winAll({
  players,
  loggedInPlayers,
  words,
  answer,
  day,
  journal,
  markPlayed,
}: BenchSystem): Promise<void> {
  for (const [i, player] of players.entries()) {
    for (const [row, word] of [...words.slice(0, i % 6), answer].entries()) {
      const { status, text } = await player.attempt({ day, row: row + 1, word });
      if (status !== 200) throw new Error(`a guess was refused: ${status} ${text}`);
      journal.add([{ player: loggedInPlayers[i]?.id ?? '', row: row + 1, word }]);
    }
  }
  markPlayed(players.length);
}

async function checkSizes(large: BenchSystem, boards: Readonly<Record<Period, number>>): Promise<Check[]> {
  const checks: Check[] = [];
  for (const [period, size] of Object.entries(boards)) {
    const { json } = (await large.players[0]?.get<Leaderboard>(`/api/leaderboards/${period}`)) ?? {};
    const right = json?.players === size + large.players.length && json.around.length > 0;
    checks.push({
      what: `the leaderboard (${period}) holds all that were put there`,
      passed: right,
      detail: `${json?.players} players, ${json?.around.length} around the one who asks`,
    });
  }
  return checks;
}

function targetsOf(
  loads: readonly LoadResult[],
  boards: readonly string[],
  [small, large]: readonly [string, string],
) {
  const rates = (name: string | undefined) =>
    loads.find((load) => load.name === name)?.rounds.map(({ rate }) => rate) ?? [];
  /** The median of the ratios of each round, which a disturbance of a whole round does not change. */
  const times = (one: string | undefined, other: string | undefined) =>
    median(rates(one).map((rate, i) => rate / (rates(other)[i] ?? Number.NaN)));
  return [
    atMost(
      'the largest leaderboard, times as slow as the smallest',
      MAX_SLOWDOWN,
      times(boards[0], boards.at(-1)),
    ),
    within(
      'guesses in the large ledger, part of those in the small one',
      1,
      MAX_RATE_CHANGE,
      times(large, small),
    ),
  ];
}
