import { commit, defineScript, readLua, type Store } from '@motus/store';

/** What is recorded of each day; at most once. */
export interface DayRecords {
  /**
   * Records the answer of a day unless one is recorded: the answer that an operator has chosen, else the given one. The
   * first call for a day decides, so that both instances of the game, and every restart, have the same answer.
   *
   * @param voidChoice the sealed choice that does not count, because its word is blocked
   * @returns the sealed answer that is recorded
   */
  record(day: string, sealedAnswer: string, voidChoice?: string): Promise<string>;
}

/** Both keys of a day share a hash slot: the hash tag of the second is the whole of the first; see players/player-keys.ts. */
export const dayKeys = {
  /** String: the sealed answer, once the day has begun for somebody. */
  record: (day: string): string => `day:${day}:sealed-answer`,
  /** Hash: the sealed answer that an operator has chosen, by whom and when. */
  choice: (day: string): string => `{day:${day}:sealed-answer}:choice`,
};

const recordScript = defineScript({
  name: 'recordDay',
  lua: readLua('record-day.lua', import.meta.url),
  read: String,
});

export function createDayRecords(store: Store): DayRecords {
  return {
    record: (day, sealedAnswer, voidChoice = '') =>
      commit(store, () =>
        recordScript(store, [dayKeys.record(day), dayKeys.choice(day)], [sealedAnswer, voidChoice]),
      ),
  };
}
