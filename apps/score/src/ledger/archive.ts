import { readFileSync } from 'node:fs';
import {
  type ArchiveDay,
  type ArchivedPlay,
  type Attempt,
  type AttemptOutcome,
  type AttemptResult,
  isGuest,
} from '@motus/contracts';
import { readPlay, writeRow } from '@motus/game';
import { commit, defineScript, type Store } from '@motus/store';
import { GUEST_KEPT, keepGuest } from './guests.ts';
import { keys } from './keys.ts';
import { archivedOf, stateAfter, storedArchived, summaryOf } from './stored-play.ts';

/** Plays of past days, outside of history, statistics and leaderboards. */
export interface Archive {
  /** Appends an attempt; the same again changes nothing and is `accepted` again. */
  append(attempt: Attempt): Promise<AttemptResult>;
  /** Both plays of a day: the one of the day itself, and the one of the archive. */
  day(player: string, day: string): Promise<ArchiveDay>;
  /** What a player has made of the days of a month, by day: a finished play of the day itself, else the archived one. */
  month(player: string, month: string): Promise<ArchivedPlay[]>;
}

const appendScript = defineScript({
  name: 'appendArchived',
  lua: readFileSync(new URL('append-archived.lua', import.meta.url), 'utf8'),
  read: (reply) => reply as [outcome: AttemptOutcome, repeated: 0 | 1, rows: string[], archived: 0 | 1],
});

/** @param options.now the clock, in milliseconds since the Unix epoch */
export function createArchive({ store, now }: { store: Store; now: () => number }): Archive {
  return {
    async append({ player, day, row, word, encodedPattern, late }) {
      const guest = isGuest(player.id);
      const written = [
        keys.archivedPlay(player.id, day),
        keys.archive(player.id),
        keys.history(player.id),
        keys.play(player.id, day),
        ...(guest ? [keys.owner(player.id)] : []),
      ];
      const stored = writeRow(word, encodedPattern, now(), false);
      const summary = storedArchived({ state: stateAfter(row, encodedPattern), attempts: row });
      const kept = guest ? GUEST_KEPT : '';
      const given = [row, word, stored, day, late ? 'late' : '', summary, kept];
      const [outcome, repeated, rows, archived] = await commit(store, () =>
        appendScript(store, written, given),
      );
      if (guest && row === 1 && outcome === 'accepted') await keepGuest(store, player.id);
      return { outcome, repeated: repeated === 1, rows, ...(archived === 1 ? { archive: true } : {}) };
    },

    async day(player, day) {
      const [rows, archived] = await Promise.all([
        store.lrange(keys.play(player, day), 0, -1),
        store.lrange(keys.archivedPlay(player, day), 0, -1),
      ]);
      return { play: readPlay(day, rows), archived: { ...readPlay(day, archived), archive: true } };
    },

    async month(player, month) {
      const days = Array.from({ length: 31 }, (_, i) => `${month}-${String(i + 1).padStart(2, '0')}`);
      const [history, archive] = await Promise.all([
        store.hmget(keys.history(player), ...days),
        store.hmget(keys.archive(player), ...days),
      ]);
      return days.flatMap((day, i) => {
        const [own, archived] = [history[i], archive[i]];
        if (own != null) {
          const { state, attempts } = summaryOf(day, own);
          return { day, state, attempts, archive: false };
        }
        return archived == null ? [] : { day, ...archivedOf(archived), archive: true };
      });
    },
  };
}
