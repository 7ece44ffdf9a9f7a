import {
  type ArchiveDay,
  type ArchivedPlay,
  type Attempt,
  type AttemptOutcome,
  type AttemptResult,
  isGuest,
} from '@motus/contracts';
import { readPlay, writeRow } from '@motus/game';
import { commit, defineScript, readLua, type ScriptCall, type Store } from '@motus/store';
import { playerKeys } from '../players/player-keys.ts';
import { GUEST_TTL, renewGuestExpiry } from './guests.ts';
import { decodeArchived, decodeSummary, encodeArchived, stateAfter } from './stored-play.ts';

/** Plays of past days, which are in no history, no statistics and on no leaderboard. */
export interface Archive {
  /** Appends an attempt; the same attempt again changes nothing and is `accepted` again. */
  append(attempt: Attempt): Promise<AttemptResult>;
  /** Both plays of a day: the one of the day itself, and the one of the archive. */
  day(player: string, day: string): Promise<ArchiveDay>;
  /** The plays of the days of a month, by day: the finished play of the day itself, else the archived one. */
  month(player: string, month: string): Promise<ArchivedPlay[]>;
}

const appendScript = defineScript({
  name: 'appendArchived',
  lua: readLua('append-archived.lua', import.meta.url),
  read: (reply) => reply as [outcome: AttemptOutcome, repeated: 0 | 1, rows: string[], archived: 0 | 1],
});

/** @param options.now the clock, in milliseconds since the Unix epoch */
export function createArchive({ store, now }: { store: Store; now: () => number }): Archive {
  return {
    async append(attempt) {
      const { player, row } = attempt;
      const { keys, args } = appendCall(attempt, now());
      const [outcome, repeated, rows, archived] = await commit(store, () => appendScript(store, keys, args));
      if (isGuest(player.id) && row === 1 && outcome === 'accepted') await renewGuestExpiry(store, player.id);
      return { outcome, repeated: repeated === 1, rows, ...(archived === 1 ? { archive: true } : {}) };
    },

    async day(player, day) {
      const [rows, archived] = await Promise.all([
        store.lrange(playerKeys.play(player, day), 0, -1),
        store.lrange(playerKeys.archivedPlay(player, day), 0, -1),
      ]);
      return { play: readPlay(day, rows), archived: { ...readPlay(day, archived), archive: true } };
    },

    async month(player, month) {
      const days = Array.from({ length: 31 }, (_, i) => `${month}-${String(i + 1).padStart(2, '0')}`);
      const [history, archive] = await Promise.all([
        store.hmget(playerKeys.history(player), ...days),
        store.hmget(playerKeys.archive(player), ...days),
      ]);
      return days.flatMap((day, i) => {
        const [own, archived] = [history[i], archive[i]];
        if (own != null) {
          const { state, attempts } = decodeSummary(day, own);
          return { day, state, attempts, archive: false };
        }
        return archived == null ? [] : { day, ...decodeArchived(archived), archive: true };
      });
    },
  };
}

/** The keys and arguments of append-archived.lua. */
function appendCall({ player, day, row, word, encodedPattern, late }: Attempt, at: number): ScriptCall {
  const guest = isGuest(player.id);
  const keys = [
    playerKeys.archivedPlay(player.id, day),
    playerKeys.archive(player.id),
    playerKeys.history(player.id),
    playerKeys.play(player.id, day),
    ...(guest ? [playerKeys.mergedInto(player.id)] : []),
  ];
  const stored = writeRow(word, encodedPattern, at, false);
  const summary = encodeArchived({ state: stateAfter(row, encodedPattern), attempts: row });
  return { keys, args: [row, word, stored, day, late ? 'late' : '', summary, guest ? GUEST_TTL : ''] };
}
