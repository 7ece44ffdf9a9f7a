import type { Leaderboard, Period } from '@motus/contracts';
import { type BenchSystem, startBenchSystem } from '../bench-system.ts';
import type { Context } from '../context.ts';
import { pin } from '../cores.ts';
import { fillLedger } from '../fill-ledger.ts';
import { ledgerChecks } from '../ledger-checks.ts';
import { guesses, measure, reads, warmUp } from '../loads.ts';
import { USUAL_CONNECTIONS } from '../options.ts';
import { memory } from '../processes.ts';
import { atMost, type Check, type LoadResult, type PartResult, within } from '../result.ts';
import { median } from '../statistics.ts';
import { startOnServerCore } from '../where.ts';

/** Those who ask; each has a place on every leaderboard. */
const READERS = 4;

/** From small to large; the week is filled as well, so that a guess meets four leaderboards with players on them. */
const READ: readonly Period[] = ['day', 'month', 'all'];

/** How much slower the largest leaderboard may be than the smallest, and how much a guess may change. */
const SLOWER = 1.5;
const CHANGE = 0.1;

/** Leaderboards of several sizes at the same time, and guesses in a large ledger and in a small one. */
export async function measureLeaderboards(context: Context): Promise<PartResult> {
  const { options, tell } = context;
  const { boards } = options;
  tell('starting a second system');
  const large = await startOnServerCore(context, () => startBenchSystem({ players: READERS }));
  try {
    tell(`filling its ledger with ${boards.all.toLocaleString('en')} plays`);
    await filled(context, large);
    await playAll(large);
    const sizes = await checkSizes(large, boards);
    const held = memory(large.system.list()).get('score-store1') ?? Number.NaN;

    const inLarge = { ...context, bench: large };
    const boardReads = READ.map((period) =>
      reads(inLarge, `leaderboard of ${boards[period].toLocaleString('en')}`, USUAL_CONNECTIONS, {
        path: `/api/leaderboards/${period}`,
        headers: {},
        seats: large.playerSeats,
        status: 200,
      }),
    );
    const after = {
      ...guesses(context, large, USUAL_CONNECTIONS),
      name: `guess, ledger of ${boards.all.toLocaleString('en')} plays`,
    };
    await warmUp(boardReads, options.seconds);
    const read = await measure(context, boardReads);
    // Only now: who finishes a play comes onto the leaderboards.
    await warmUp([after], options.seconds);
    const small = { ...guesses(context, context.bench, USUAL_CONNECTIONS), name: 'guess, small ledger' };
    const guessed = await measure(context, [small, after]);
    const loads = [...read.loads, ...guessed.loads];
    return {
      loads,
      figures: [
        {
          name: `memory of a store with ${boards.all.toLocaleString('en')} plays`,
          unit: 'MiB',
          values: [held],
        },
      ],
      targets: targetsOf(
        loads,
        boardReads.map(({ name }) => name),
        [small.name, after.name],
      ),
      checks: [...sizes, ...read.checks, ...guessed.checks, ...(await ledgerChecks(large, 'large ledger'))],
    };
  } finally {
    await large.end();
  }
}

/** Both Redis of the store may use all cores meanwhile. */
async function filled({ cores, options }: Context, large: BenchSystem): Promise<void> {
  const stores = large.system.list().filter(({ name }) => name.startsWith('score-store'));
  const move = (to: string) => {
    for (const { pid } of stores) if (pid !== undefined) pin(pid, to);
  };
  if (cores) move(cores.all);
  await fillLedger(large, options.boards);
  if (cores) move(cores.servers);
}

/** Everybody who has logged in wins, each in another row, and so gets a place on each leaderboard. */
async function playAll({
  players,
  playerSeats,
  words,
  answer,
  day,
  journal,
  take,
}: BenchSystem): Promise<void> {
  for (const [i, player] of players.entries()) {
    for (const [row, word] of [...words.slice(0, i % 6), answer].entries()) {
      const { status, text } = await player.attempt({ day, row: row + 1, word });
      if (status !== 200) throw new Error(`a guess was not taken: ${status} ${text}`);
      journal.add([{ player: playerSeats[i]?.player ?? '', row: row + 1, word }]);
    }
  }
  take(players.length);
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
  /** Round by round, so that what disturbs both does not count. */
  const times = (one: string | undefined, other: string | undefined) =>
    median(rates(one).map((rate, i) => rate / (rates(other)[i] ?? Number.NaN)));
  return [
    atMost('the largest leaderboard, times as slow as the smallest', SLOWER, times(boards[0], boards.at(-1))),
    within('guesses in the large ledger, part of those in the small one', 1, CHANGE, times(large, small)),
  ];
}
