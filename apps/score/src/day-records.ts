import { commit, type Store } from '@motus/store';

/** What is recorded of each day; at most once. */
export interface DayRecords {
  /** Records the sealed answer of a day unless the day has one; returns the one that counts. */
  record(day: string, sealedAnswer: string): Promise<string>;
}

/** The first writer of a day wins, so that both twins of the game, and every restart, have one answer. */
export function dayRecords(store: Store): DayRecords {
  return {
    async record(day, sealedAnswer) {
      const recorded = await commit(store, () =>
        store.set(`day:${day}:sealed-answer`, sealedAnswer, 'NX', 'GET'),
      );
      return recorded ?? sealedAnswer;
    },
  };
}
