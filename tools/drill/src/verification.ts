import type { Leaderboard, Period, PlayHistory, Statistics, Today } from '@motus/contracts';
import { HttpPlayer, type Send } from '@motus/testing/player';
import { createClient } from './client.ts';
import { compareLeaderboard } from './compare-leaderboard.ts';
import { comparePlay, type Difference } from './compare-play.ts';
import { expectedLeaderboard, expectedStatistics, type PlayResult, resultOf } from './expected.ts';
import type { Journal, JournalPlay } from './journal.ts';
import { randomFrom, sample } from './random.ts';
import { reconcile } from './reconcile.ts';
import type { VirtualPlayer } from './virtual-player.ts';

/** The number of random accounts that log in again. */
const MAX_LOGINS = 200;
/** The number of random accounts of former guests whose plays are compared from a new client. */
const MAX_FORMER_GUESTS = 100;
/** The number of random players whose views of all leaderboards are compared. */
const MAX_LEADERBOARD_READERS = 150;
const CONCURRENCY = 8;
const PERIODS: readonly Period[] = ['day', 'week', 'month', 'all'];

/** The result of a comparison: how many subjects were compared, and one line for each difference. */
export interface Finding {
  readonly what: string;
  readonly compared: number;
  readonly wrong: readonly string[];
}

export interface Verification {
  /** The attempts whose rows in the ledger differ from those in the journal. */
  readonly differences: readonly Difference[];
  readonly findings: readonly Finding[];
}

export interface VerificationOptions {
  readonly origin: string;
  /** Whether only players of the drill have played on the system. */
  readonly exclusive: boolean;
  readonly journal: Journal;
  readonly players: readonly VirtualPlayer[];
  readonly seed: number;
  /** Receives the progress, line by line. */
  readonly log: (line: string) => void;
}

/** Compares the journal with what the API shows to each player. */
export async function verify(options: VerificationOptions): Promise<Verification> {
  const { journal, players, seed, log } = options;
  const random = randomFrom(seed);
  const client = createClient();
  const send = client.sender(0, () => undefined);
  try {
    await reconcile(journal, players, (name) =>
      new HttpPlayer(options.origin, name, undefined, send).tryLogin(),
    );
    const playsOf = Map.groupBy(journal.plays(), ({ player }) => player);
    log(`comparing ${journal.entries.length} acknowledged answers with the ledger`);
    const differences: Difference[] = [];
    const ledger = await compareEach(players, 'attempts in the ledger', async (player) => {
      const found = await comparePlays(player.http, playsOf.get(player.name) ?? []);
      differences.push(...found);
      return found.map(({ line }) => line);
    });
    const statistics = await compareEach(players, 'statistics', (player) =>
      compareStatistics(player, playsOf.get(player.name) ?? []),
    );
    log('comparing the leaderboards');
    const leaderboards = await compareLeaderboards(options, sample(players, MAX_LEADERBOARD_READERS, random));
    log('logging in again');
    const logins = await compareEach(
      sample(journal.accounts, MAX_LOGINS, random),
      'accounts log in again',
      (name) => checkLogin(options.origin, name, send),
    );
    const guests = await compareEach(
      sample(journal.formerGuests, MAX_FORMER_GUESTS, random),
      'plays of guests are on their accounts',
      (name) => compareFormerGuest(options.origin, name, playsOf.get(name) ?? [], send),
    );
    const answers = {
      what: 'answers agree with earlier ones',
      compared: journal.entries.length,
      wrong: journal.contradictions,
    };
    return { differences, findings: [ledger, statistics, leaderboards, logins, guests, answers] };
  } finally {
    client.close();
  }
}

/** Compares the plays of one player with those that the API shows. @throws Error if the API does not answer with 200 */
async function comparePlays(http: HttpPlayer, plays: readonly JournalPlay[]): Promise<Difference[]> {
  const [{ json: today, status }, { json: history }] = [
    await http.get<Today>('/api/today'),
    await http.get<PlayHistory>('/api/plays'),
  ];
  if (status !== 200) throw new Error(`/api/today answers ${status}`);
  return plays.flatMap((play) => {
    const view = [today.game, today.unfinished].find((game) => game?.day === play.day);
    return comparePlay(
      play,
      view?.rows,
      history.plays.find(({ day }) => day === play.day),
    );
  });
}

async function compareStatistics({ http, name }: VirtualPlayer, plays: readonly JournalPlay[]) {
  const { json } = await http.get<Statistics>('/api/statistics');
  const { game } = await http.today();
  const expected = expectedStatistics(plays.map(resultOf).filter(isFinished), game.day);
  const [actualJson, expectedJson] = [JSON.stringify(sortKeys(json)), JSON.stringify(sortKeys(expected))];
  // An attempt without an acknowledgement may have finished the play.
  if (actualJson === expectedJson || plays.some(({ pending }) => pending !== undefined)) return [];
  return [`${name}: ${actualJson} instead of ${expectedJson}`];
}

async function compareLeaderboards(
  { journal, players, exclusive }: VerificationOptions,
  readers: readonly VirtualPlayer[],
): Promise<Finding> {
  const idOf = (player: string) => journal.idOf(player) ?? '';
  // A lost account whose id is unknown may still be on the leaderboards.
  const onlyKnownPlayers = exclusive && !journal.hasLostUnknownAccount;
  // Guests are on no leaderboard.
  const results = journal
    .plays()
    .filter(({ player }) => idOf(player) !== '')
    .map(resultOf)
    .filter(isFinished);
  const today = (await players[0]?.http.today())?.game.day ?? '';
  const expected = new Map(
    PERIODS.map((period) => {
      const board = expectedLeaderboard(results, period, today, idOf);
      return [period, board.map((place) => ({ ...place, id: idOf(place.player) }))];
    }),
  );
  return compareEach(readers, 'leaderboards', async ({ http, name }) => {
    const wrong: string[] = [];
    for (const period of PERIODS) {
      const { status, json } = await http.get<Leaderboard>(`/api/leaderboards/${period}`);
      if (status !== 200) wrong.push(`${period}, read by ${name}: ${status}`);
      else wrong.push(...compareLeaderboard(json, expected.get(period) ?? [], idOf(name), onlyKnownPlayers));
    }
    return wrong;
  });
}

async function checkLogin(origin: string, name: string, send: Send): Promise<string[]> {
  await new HttpPlayer(origin, name, undefined, send).login();
  return [];
}

/** Compares the plays of a former guest from a new client, which has no cookie of the guest. */
async function compareFormerGuest(origin: string, name: string, plays: readonly JournalPlay[], send: Send) {
  const http = new HttpPlayer(origin, name, undefined, send);
  await http.login();
  return (await comparePlays(http, plays)).map(({ line }) => line);
}

/** Runs a comparison for each subject, a few at a time. An exception counts as a difference. */
async function compareEach<T extends { readonly name: string } | string>(
  subjects: readonly T[],
  what: string,
  compare: (subject: T) => Promise<string[]>,
): Promise<Finding> {
  const remaining = [...subjects];
  const wrong: string[] = [];
  async function worker(): Promise<void> {
    for (let subject = remaining.pop(); subject !== undefined; subject = remaining.pop()) {
      try {
        wrong.push(...(await compare(subject)));
      } catch (error) {
        const name = typeof subject === 'string' ? subject : subject.name;
        wrong.push(`${name}: ${error instanceof Error ? error.message : error}`);
      }
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return { what, compared: subjects.length, wrong };
}

function isFinished(play: PlayResult | undefined): play is PlayResult {
  return play !== undefined;
}

function sortKeys(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
