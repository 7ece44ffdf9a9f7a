import { readFileSync } from 'node:fs';
import {
  ATTEMPTS,
  type Attempt,
  type AttemptOutcome,
  type AttemptResult,
  isGuest,
  type Play,
  type PlayAndBefore,
  type PlaySummary,
} from '@motus/contracts';
import { dayBefore, points } from '@motus/game';
import { commit, defineGroupScript, defineScript, type ScriptCall, type Store } from '@motus/store';
import type { Leaderboards } from '../leaderboards/leaderboards.ts';
import type { Archive } from './archive.ts';
import { GUEST_KEPT, keepGuest } from './guests.ts';
import { keys } from './keys.ts';
import { publication } from './publication.ts';
import { playOf, stateAfter, storedRow, storedSummary, summariesOf, summaryOf } from './stored-play.ts';

/** The ledger of plays: every attempt exactly once, and all that is derived from them. */
export interface Ledger {
  /** Appends attempts, each by itself; the same attempt again changes nothing and is `accepted` again. */
  append(attempts: readonly Attempt[]): Promise<AttemptResult[]>;
  /** A play as it stands; one without rows for a play that has not begun. */
  play(player: string, day: string): Promise<Play>;
  /** Puts the finished plays of some days on the leaderboards; repeating it changes nothing. */
  publish(player: string, days: readonly string[]): Promise<void>;
  /** The same, with that of the day before. */
  playAndBefore(player: string, day: string): Promise<PlayAndBefore>;
  /** The finished plays of a player, newest first. */
  history(player: string): Promise<PlaySummary[]>;
}

const appendScript = defineGroupScript({
  name: 'appendAttempt',
  lua: readFileSync(new URL('append.lua', import.meta.url), 'utf8'),
  read: (reply) =>
    reply as [
      outcome: AttemptOutcome,
      repeated: 0 | 1,
      rows: string[],
      unpublished: string[],
      history: string[],
    ],
});

/** KEYS plays, and last the days that are unpublished */
const readScript = defineScript({
  name: 'readPlays',
  lua: `
    local plays = {}
    for i = 1, #KEYS - 1 do plays[i] = redis.call('LRANGE', KEYS[i], 0, -1) end
    return { plays, redis.call('SMEMBERS', KEYS[#KEYS]) }`,
  read: (reply) => reply as [plays: string[][], unpublished: string[]],
});

/**
 * @param options.now the clock, in milliseconds since the Unix epoch
 */
export function createLedger(options: {
  store: Store;
  leaderboards: Leaderboards;
  archive: Pick<Archive, 'append'>;
  now: () => number;
}): Ledger {
  const { store, leaderboards, archive, now } = options;
  const publish = publication(store, leaderboards);

  async function finishedPlays(player: string): Promise<PlaySummary[]> {
    const stored = await store.hgetall(keys.history(player));
    return Object.entries(stored).map(([day, summary]) => summaryOf(day, summary));
  }

  /** The stored rows of the plays of some days; a finished play that is not on the leaderboards yet is put there. */
  async function rowsOf(player: string, ...days: string[]): Promise<string[][]> {
    const read = [...days.map((day) => keys.play(player, day)), keys.unpublished(player)];
    const [rows, unpublished] = await readScript(store, read, []);
    if (unpublished.length > 0)
      await publish([{ player, days: unpublished, history: await finishedPlays(player) }]);
    return rows;
  }

  function appendCall({ player, day, row, word, pattern, late }: Attempt): ScriptCall {
    const at = now();
    const guest = isGuest(player.id);
    const state = stateAfter(row, pattern);
    const summary =
      state === 'playing'
        ? ''
        : storedSummary({ state, attempts: row, points: points(state, row), finishedAt: at, late });
    const written = [
      keys.play(player.id, day),
      keys.history(player.id),
      keys.unpublished(player.id),
      keys.name(player.id),
      keys.disqualified(player.id),
      ...(guest ? [keys.owner(player.id), keys.days(player.id)] : []),
    ];
    const stored = storedRow({ word, pattern, at }, late);
    const kept = guest ? GUEST_KEPT : '';
    const given = [row, word, stored, day, player.name, late ? 'late' : '', ATTEMPTS, summary, kept];
    return { keys: written, args: given };
  }

  async function appendPlays(attempts: readonly Attempt[]): Promise<AttemptResult[]> {
    if (attempts.length === 0) return [];
    const calls = attempts.map(appendCall);
    const replies = await commit(store, () => appendScript(store, calls));
    const appended = attempts.map(({ player, day, row }, i) => {
      const reply = replies[i];
      if (reply === undefined) throw new Error('the store answered for fewer attempts than it got');
      const [outcome, repeated, rows, days, history] = reply;
      return {
        result: { outcome, repeated: repeated === 1, play: playOf(day, rows) },
        unpublished: { player: player.id, days, history: summariesOf(history) },
        begun: isGuest(player.id) && row === 1 && outcome === 'accepted' ? [player.id] : [],
      };
    });
    await Promise.all([
      publish(appended.map(({ unpublished }) => unpublished)),
      ...appended.flatMap(({ begun }) => begun).map((guest) => keepGuest(store, guest)),
    ]);
    return appended.map(({ result }) => result);
  }

  return {
    async append(attempts) {
      const [plays, archived] = await Promise.all([
        appendPlays(attempts.filter((attempt) => !attempt.archive)),
        Promise.all(attempts.map((attempt) => (attempt.archive ? archive.append(attempt) : undefined))),
      ]);
      const next = plays.values();
      return archived.map((result) => result ?? (next.next().value as AttemptResult));
    },

    publish: async (player, days) => {
      const history = await finishedPlays(player);
      const finished = days.filter((day) => history.some((play) => play.day === day));
      await publish([{ player, days: finished, history }]);
    },

    history: async (player) => {
      // The list first: whatever is on it is in the history that is read next.
      const [unpublished, history] = await Promise.all([
        store.smembers(keys.unpublished(player)),
        finishedPlays(player),
      ]);
      await publish([{ player, days: unpublished, history }]);
      return history.sort((a, b) => (a.day < b.day ? 1 : -1));
    },
    async play(player, day) {
      const [rows = []] = await rowsOf(player, day);
      return playOf(day, rows);
    },

    async playAndBefore(player, day) {
      const yesterday = dayBefore(day);
      const [rows = [], yesterdays = []] = await rowsOf(player, day, yesterday);
      return { play: playOf(day, rows), before: playOf(yesterday, yesterdays) };
    },
  };
}
