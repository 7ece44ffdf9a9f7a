import { commit, defineScript, type Store } from '@motus/store';
import { keys } from './keys.ts';

/** What is recorded of each day; at most once. */
export interface DayRecords {
  /**
   * Records the answer of a day unless the day has one: the one that an operator has chosen, else the sealed answer that
   * is given. Returns the one that counts.
   */
  record(day: string, sealedAnswer: string): Promise<string>;
}

/** KEYS 1 record, 2 choice; ARGV 1 sealed answer */
const recordScript = defineScript({
  name: 'recordDay',
  lua: `
    local recorded = redis.call('GET', KEYS[1])
    if recorded then return recorded end
    local answer = redis.call('HGET', KEYS[2], 'sealedAnswer') or ARGV[1]
    redis.call('SET', KEYS[1], answer)
    return answer`,
  read: String,
});

/** The first writer of a day wins, so that both twins of the game, and every restart, have one answer. */
export function dayRecords(store: Store): DayRecords {
  return {
    record: (day, sealedAnswer) =>
      commit(store, () => recordScript(store, [keys.record(day), keys.choice(day)], [sealedAnswer])),
  };
}
