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
import { commit, defineGroupScript, defineScript, readLua, type ScriptCall, type Store } from '@motus/store';
import type { Publication } from '../leaderboards/publication.ts';
import { addUnpublished, type UnpublishedPlay } from '../leaderboards/unpublished-plays.ts';
import { playerKeys } from '../players/player-keys.ts';
import type { Archive } from './archive.ts';
import { GUEST_TTL, renewGuestExpiry } from './guests.ts';
import { decodeSummary, encodeSummary, stateAfter } from './stored-play.ts';

/** The ledger of plays: every attempt exactly once, and what is derived from them. */
export interface Ledger {
  /** Appends attempts, each of which succeeds or fails alone; the same attempt again changes nothing and is `accepted` again. */
  append(attempts: readonly Attempt[]): Promise<AttemptResult[]>;
  /** The current state of a play; without rows if it has not begun. */
  play(player: string, day: string): Promise<Play>;
  /** The same, and the play of the day before. */
  playAndBefore(player: string, day: string): Promise<PlayAndBefore>;
  /** The finished plays of a player, newest first. */
  history(player: string): Promise<PlaySummary[]>;
}

interface LedgerOptions {
  readonly store: Store;
  readonly publication: Pick<Publication, 'schedule'>;
  readonly archive: Pick<Archive, 'append'>;
  /** The clock, in milliseconds since the Unix epoch. */
  readonly now: () => number;
}

const appendScript = defineGroupScript({
  name: 'appendAttempt',
  lua: readLua('append.lua', import.meta.url),
  read: (reply) => reply as [outcome: AttemptOutcome, repeated: 0 | 1, rows: string[]],
});

const readPlaysScript = defineScript({
  name: 'readPlays',
  lua: readLua('read-plays.lua', import.meta.url),
  read: (reply) => reply as [rows: string[], disqualified: 0 | 1][],
});

export function createLedger(options: LedgerOptions): Ledger {
  const { store, archive } = options;

  /** The plays of some days, in the order of the days. */
  async function playsOf<const Days extends readonly string[]>(
    player: string,
    ...days: Days
  ): Promise<{ [I in keyof Days]: Play }> {
    const keys = [playerKeys.disqualified(player), ...days.map((day) => playerKeys.play(player, day))];
    const stored = await readPlaysScript(store, keys, days);
    return days.map((day, i) => currentPlay(day, ...(stored[i] ?? [[], 0]))) as { [I in keyof Days]: Play };
  }

  return {
    async append(attempts) {
      const [results, archived] = await Promise.all([
        appendToPlays(
          options,
          attempts.filter((attempt) => !attempt.archive),
        ),
        Promise.all(attempts.map((attempt) => (attempt.archive ? archive.append(attempt) : undefined))),
      ]);
      const next = results.values();
      return archived.map((result) => result ?? (next.next().value as AttemptResult));
    },

    async history(player) {
      const stored = await store.hgetall(playerKeys.history(player));
      const history = Object.entries(stored).map(([day, summary]) => decodeSummary(day, summary));
      return history.sort((a, b) => (a.day < b.day ? 1 : -1));
    },

    async play(player, day) {
      const [play] = await playsOf(player, day);
      return play;
    },

    async playAndBefore(player, day) {
      const [play, before] = await playsOf(player, day, dayBefore(day));
      return { play, before };
    },
  };
}

/** A play from its stored rows; a finished one does not say whether its player was disqualified afterwards. */
function currentPlay(day: string, rows: readonly string[], disqualified: 0 | 1): Play {
  const play = readPlay(day, rows);
  return disqualified === 1 && play.state === 'playing' ? { ...play, disqualified: true } : play;
}

/** Appends attempts to the plays of their days, and publishes the plays that they finish. */
async function appendToPlays(
  { store, publication, now }: LedgerOptions,
  attempts: readonly Attempt[],
): Promise<AttemptResult[]> {
  if (attempts.length === 0) return [];
  const continues = attempts.every(({ row }) => row > 1);
  const calls = attempts.map((attempt) => appendCall(attempt, now(), continues));
  const finished = finishedBy(attempts, now());
  const [, replies] = await commit(store, () =>
    Promise.all([addUnpublished(store, finished), appendScript(store, calls)]),
  );
  const results = attempts.map((_, i): AttemptResult => {
    const reply = replies[i];
    if (reply === undefined) throw new Error('the store answered fewer attempts than it received');
    const [outcome, repeated, rows] = reply;
    return { outcome, repeated: repeated === 1, rows };
  });
  publication.schedule(finished.map((play) => ({ ...play, hasEnded: isNew(results[play.index]) })));
  const guests = attempts.flatMap(({ player, row }, i) =>
    isGuest(player.id) && row === 1 && results[i]?.outcome === 'accepted' ? [player.id] : [],
  );
  await Promise.all(guests.map((guest) => renewGuestExpiry(store, guest)));
  return results;
}

/** The keys and arguments of append.lua. @param continues whether no attempt of the group begins a play */
function appendCall(attempt: Attempt, at: number, continues: boolean): ScriptCall {
  const { player, day, row, word, encodedPattern, late } = attempt;
  const guest = isGuest(player.id);
  const state = stateAfter(row, encodedPattern);
  const summary =
    state === 'playing'
      ? ''
      : encodeSummary({ state, attempts: row, points: points(state, row), finishedAt: at, late });
  const keys = [
    playerKeys.play(player.id, day),
    playerKeys.history(player.id),
    playerKeys.name(player.id),
    playerKeys.disqualified(player.id),
    ...(guest ? [playerKeys.mergedInto(player.id), playerKeys.days(player.id)] : []),
  ];
  const stored = writeRow(word, encodedPattern, at, late);
  const ttl = guest ? GUEST_TTL : '';
  const group = continues ? 'continues' : '';
  return { keys, args: [row, stored, day, player.name, late ? 'late' : '', summary, ttl, group] };
}

/** A play that an attempt finishes if it is accepted. */
interface FinishingPlay extends UnpublishedPlay {
  /** Which of the attempts it is. */
  readonly index: number;
}

/** The plays that these attempts finish if they are accepted, without those of guests, who are on no leaderboard. */
function finishedBy(attempts: readonly Attempt[], at: number): FinishingPlay[] {
  return attempts.flatMap(({ player, day, row, encodedPattern }, index) =>
    isGuest(player.id) || stateAfter(row, encodedPattern) === 'playing'
      ? []
      : { player: player.id, day, at, index },
  );
}

/** Whether an attempt was accepted and had not been before. */
function isNew(result: AttemptResult | undefined): boolean {
  return result?.outcome === 'accepted' && !result.repeated;
}
