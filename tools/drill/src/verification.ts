import type { Leaderboard, Period, PlayHistory, Statistics, Today } from '@motus/contracts';
import { HttpPlayer, type Send } from '@motus/testing/player';
import { createClient } from './client.ts';
import { compareBoard } from './compare-board.ts';
import { comparePlay, type Difference } from './compare-play.ts';
import { expectedBoard, expectedStatistics, type Finished, finished } from './expected.ts';
import type { Journal, JournalPlay } from './journal.ts';
import { randomFrom, sample } from './random.ts';
import { reconcile } from './reconcile.ts';
import type { VirtualPlayer } from './virtual-player.ts';

/**
 * So many accounts log in again at the end, so many of those that began as guests, and so many ask for their places on all
 * leaderboards; by chance.
 */
const LOGINS = 200;
const FORMER_GUESTS = 100;
const PLACES = 150;
const AT_ONCE = 8;
const PERIODS: readonly Period[] = ['day', 'week', 'month', 'all'];

/** What a comparison was made of, and all that it found wrong, a line each. */
export interface Finding {
  readonly what: string;
  readonly compared: number;
  readonly wrong: readonly string[];
}

export interface Verification {
  /** Attempts that were acknowledged and are not in the ledger, or not as they were, and those there more than once. */
  readonly differences: readonly Difference[];
  readonly findings: readonly Finding[];
}

export interface VerificationOptions {
  readonly origin: string;
  readonly fresh: boolean;
  readonly journal: Journal;
  readonly players: readonly VirtualPlayer[];
  readonly seed: number;
  readonly tell: (line: string) => void;
}

/** Compares the journal with what the system says through its API, to everybody who played. */
export async function verify(options: VerificationOptions): Promise<Verification> {
  const { journal, players, seed, tell } = options;
  const random = randomFrom(seed);
  const client = createClient();
  const send = client.sender(0, () => undefined);
  try {
    await reconcile(journal, players, (name) =>
      new HttpPlayer(options.origin, name, undefined, send).tryLogin(),
    );
    const playsOf = Map.groupBy(journal.plays(), ({ player }) => player);
    tell(`comparing ${journal.entries.length} acknowledged answers with the ledger`);
    const differences: Difference[] = [];
    const ledger = await each(players, 'attempts in the ledger', async (player) => {
      const found = await differencesOf(player.http, playsOf.get(player.name) ?? []);
      differences.push(...found);
      return found.map(({ line }) => line);
    });
    const statistics = await each(players, 'statistics', (player) =>
      compareStatistics(player, playsOf.get(player.name) ?? []),
    );
    tell('comparing the leaderboards');
    const places = await compareBoards(options, sample(players, PLACES, random));
    tell('logging in again');
    const logins = await each(sample(journal.accounts, LOGINS, random), 'accounts log in again', (name) =>
      logIn(options.origin, name, send),
    );
    const guests = await each(
      sample(journal.formerGuests, FORMER_GUESTS, random),
      'plays of guests are on their accounts',
      (name) => compareMoved(options.origin, name, playsOf.get(name) ?? [], send),
    );
    const answers = {
      what: 'answers agree with earlier ones',
      compared: journal.entries.length,
      wrong: journal.contradictions,
    };
    return { differences, findings: [ledger, statistics, places, logins, guests, answers] };
  } finally {
    client.close();
  }
}

/** What the ledger has otherwise than the journal, of the plays of one player. */
async function differencesOf(http: HttpPlayer, plays: readonly JournalPlay[]): Promise<Difference[]> {
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
  const expected = expectedStatistics(plays.map(finished).filter(isFinished), game.day);
  const [said, computed] = [JSON.stringify(sorted(json)), JSON.stringify(sorted(expected))];
  // What was never acknowledged may have ended the play.
  if (said === computed || plays.some(({ pending }) => pending !== undefined)) return [];
  return [`${name}: ${said} instead of ${computed}`];
}

async function compareBoards(
  { journal, players, fresh }: VerificationOptions,
  askers: readonly VirtualPlayer[],
): Promise<Finding> {
  const idOf = (player: string) => journal.idOf(player) ?? '';
  const nobodyElse = fresh && !journal.hasLostUnknownAccount;
  // Who is still a guest is on no leaderboard.
  const ended = journal
    .plays()
    .filter(({ player }) => idOf(player) !== '')
    .map(finished)
    .filter(isFinished);
  const today = (await players[0]?.http.today())?.game.day ?? '';
  const expected = new Map(
    PERIODS.map((period) => {
      const board = expectedBoard(ended, period, today, idOf);
      return [period, board.map((place) => ({ ...place, id: idOf(place.player) }))];
    }),
  );
  return each(askers, 'leaderboards', async ({ http, name }) => {
    const wrong: string[] = [];
    for (const period of PERIODS) {
      const { status, json } = await http.get<Leaderboard>(`/api/leaderboards/${period}`);
      if (status !== 200) wrong.push(`${period}, asked by ${name}: ${status}`);
      else wrong.push(...compareBoard(json, expected.get(period) ?? [], idOf(name), nobodyElse));
    }
    return wrong;
  });
}

async function logIn(origin: string, name: string, send: Send): Promise<string[]> {
  await new HttpPlayer(origin, name, undefined, send).login();
  return [];
}

/** From another browser, which never was the guest's. */
async function compareMoved(origin: string, name: string, plays: readonly JournalPlay[], send: Send) {
  const http = new HttpPlayer(origin, name, undefined, send);
  await http.login();
  return (await differencesOf(http, plays)).map(({ line }) => line);
}

/** Some at a time; what throws is wrong too. */
async function each<T extends { readonly name: string } | string>(
  subjects: readonly T[],
  what: string,
  compare: (subject: T) => Promise<string[]>,
): Promise<Finding> {
  const left = [...subjects];
  const wrong: string[] = [];
  async function work(): Promise<void> {
    for (let subject = left.pop(); subject !== undefined; subject = left.pop()) {
      try {
        wrong.push(...(await compare(subject)));
      } catch (error) {
        const name = typeof subject === 'string' ? subject : subject.name;
        wrong.push(`${name}: ${error instanceof Error ? error.message : error}`);
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { what, compared: subjects.length, wrong };
}

function isFinished(play: Finished | undefined): play is Finished {
  return play !== undefined;
}

function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
