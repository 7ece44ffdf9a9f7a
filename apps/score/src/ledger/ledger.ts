import { readFileSync } from 'node:fs';
import {
  type Attempt,
  type AttemptOutcome,
  type AttemptResult,
  isGuest,
  type Play,
  type PlayAndBefore,
  type PlaySummary,
} from '@motus/contracts';
import { dayBefore, points, readPlay, writeRow } from '@motus/game';
import { commit, defineGroupScript, defineScript, type ScriptCall, type Store } from '@motus/store';
import type { Archive } from './archive.ts';
import { GUEST_KEPT, keepGuest } from './guests.ts';
import { keys } from './keys.ts';
import type { EndedPlay, Publication } from './publication.ts';
import { stateAfter, storedSummary, summaryOf } from './stored-play.ts';

/** The ledger of plays: every attempt exactly once, and all that is derived from them. */
export interface Ledger {
  /** Appends attempts, each by itself; the same attempt again changes nothing and is `accepted` again. */
  append(attempts: readonly Attempt[]): Promise<AttemptResult[]>;
  /** A play as it stands; one without rows for a play that has not begun. */
  play(player: string, day: string): Promise<Play>;
  /** The same, with that of the day before. */
  playAndBefore(player: string, day: string): Promise<PlayAndBefore>;
  /** The finished plays of a player, newest first. */
  history(player: string): Promise<PlaySummary[]>;
}

const appendScript = defineGroupScript({
  name: 'appendAttempt',
  lua: readFileSync(new URL('append.lua', import.meta.url), 'utf8'),
  read: (reply) => reply as [outcome: AttemptOutcome, repeated: 0 | 1, rows: string[]],
});

/** KEYS plays */
const readScript = defineScript({
  name: 'readPlays',
  lua: `
    local plays = {}
    for i, key in ipairs(KEYS) do plays[i] = redis.call('LRANGE', key, 0, -1) end
    return plays`,
  read: (reply) => reply as string[][],
});

/**
 * @param options.now the clock, in milliseconds since the Unix epoch
 */
export function createLedger(options: {
  store: Store;
  publication: Publication;
  archive: Pick<Archive, 'append'>;
  now: () => number;
}): Ledger {
  const { store, publication, archive, now } = options;

  /** The stored rows of the plays of some days. */
  const rowsOf = (player: string, ...days: string[]): Promise<string[][]> =>
    readScript(
      store,
      days.map((day) => keys.play(player, day)),
      [],
    );

  function appendCall({ player, day, row, word, encodedPattern, late }: Attempt): ScriptCall {
    const at = now();
    const guest = isGuest(player.id);
    const state = stateAfter(row, encodedPattern);
    const summary =
      state === 'playing'
        ? ''
        : storedSummary({ state, attempts: row, points: points(state, row), finishedAt: at, late });
    const written = [
      keys.play(player.id, day),
      keys.history(player.id),
      keys.name(player.id),
      keys.disqualified(player.id),
      ...(guest ? [keys.owner(player.id), keys.days(player.id)] : []),
    ];
    const stored = writeRow(word, encodedPattern, at, late);
    const given = [row, stored, day, player.name, late ? 'late' : '', summary, guest ? GUEST_KEPT : ''];
    return { keys: written, args: given };
  }

  async function appendPlays(attempts: readonly Attempt[]): Promise<AttemptResult[]> {
    if (attempts.length === 0) return [];
    const calls = attempts.map(appendCall);
    const ended = endedBy(attempts, now());
    const [, replies] = await commit(store, () =>
      Promise.all([publication.announce(ended), appendScript(store, calls)]),
    );
    publication.publishSoon(ended);
    const appended = attempts.map(({ player, row }, i) => {
      const reply = replies[i];
      if (reply === undefined) throw new Error('the store answered for fewer attempts than it got');
      const [outcome, repeated, rows] = reply;
      return {
        result: { outcome, repeated: repeated === 1, rows },
        begun: isGuest(player.id) && row === 1 && outcome === 'accepted' ? [player.id] : [],
      };
    });
    await Promise.all(appended.flatMap(({ begun }) => begun).map((guest) => keepGuest(store, guest)));
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

    async history(player) {
      const stored = await store.hgetall(keys.history(player));
      const history = Object.entries(stored).map(([day, summary]) => summaryOf(day, summary));
      return history.sort((a, b) => (a.day < b.day ? 1 : -1));
    },

    async play(player, day) {
      const [rows = []] = await rowsOf(player, day);
      return readPlay(day, rows);
    },

    async playAndBefore(player, day) {
      const yesterday = dayBefore(day);
      const [rows = [], yesterdays = []] = await rowsOf(player, day, yesterday);
      return { play: readPlay(day, rows), before: readPlay(yesterday, yesterdays) };
    },
  };
}

/** The plays that end with one of these attempts, where it is accepted. Guests are on no leaderboard. */
function endedBy(attempts: readonly Attempt[], at: number): EndedPlay[] {
  return attempts.flatMap(({ player, day, row, encodedPattern }) =>
    isGuest(player.id) || stateAfter(row, encodedPattern) === 'playing' ? [] : { player: player.id, day, at },
  );
}
