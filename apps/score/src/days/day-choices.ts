import { type Choice, MAX_DAYS_AHEAD, type Player } from '@motus/contracts';
import { dayAfter } from '@motus/game';
import { ServiceError } from '@motus/service';
import { commit, defineScript, readLua, type Store } from '@motus/store';
import { disqualifiedDays, disqualify } from '../ledger/disqualifications.ts';
import { dayKeys } from './day-records.ts';

/** The answers that operators choose for coming days. For any other day it rejects with a `ServiceError`. */
export interface DayChoices {
  /**
   * Chooses the answer of a day; replaces an answer that was chosen before. Disqualifies the operator for that day first,
   * for good: also when the choice is then refused, replaced or removed.
   */
  choose(day: string, sealedAnswer: string, by: Player): Promise<Choice>;
  /** Removes the choice of a day, for which the game then picks the answer again. */
  remove(day: string): Promise<void>;
  /** The sealed answer that is chosen for a day; undefined if none is. */
  choice(day: string): Promise<string | undefined>;
  /** The choices for coming days, the next day first. */
  list(): Promise<Choice[]>;
  /**
   * Reveals the recorded or chosen answer of today or a coming day; null if there is none yet. Disqualifies the operator for
   * that day first.
   */
  reveal(day: string, by: Player): Promise<string | null>;
  /** Today and the coming days for which an operator is disqualified, the next day first. */
  disqualified(by: Player): Promise<string[]>;
}

const chooseScript = defineScript({
  name: 'chooseAnswer',
  lua: readLua('choose-answer.lua', import.meta.url),
  read: (reply) => reply === 1,
});

const removeScript = defineScript({
  name: 'removeChoice',
  lua: readLua('remove-choice.lua', import.meta.url),
  read: (reply) => reply === 1,
});

/**
 * A day that somebody plays has its answer recorded, and choose-answer.lua checks for that: a choice made at midnight
 * either precedes the record and counts, or follows it and is refused.
 *
 * @param options.now   the clock, in milliseconds since the Unix epoch
 * @param options.today the current day
 */
export function createDayChoices(options: {
  store: Store;
  now: () => number;
  today: () => string;
}): DayChoices {
  const { store, now, today } = options;
  const keysOf = (day: string) => [dayKeys.record(day), dayKeys.choice(day)];

  async function read(day: string): Promise<Choice[]> {
    const { sealedAnswer, by, at } = await store.hgetall(dayKeys.choice(day));
    if (sealedAnswer === undefined || by === undefined) return [];
    return [{ day, sealedAnswer, chosenBy: by, chosenAt: Number(at) }];
  }

  function assertFutureDay(day: string): void {
    if (day <= today()) throw dayBegun();
    if (!choosableDays(today()).includes(day)) throw dayTooFar();
  }

  return {
    async choose(day, sealedAnswer, by) {
      assertFutureDay(day);
      await disqualify(store, by.id, day);
      const at = now();
      const values = [sealedAnswer, by.name, at];
      if (!(await commit(store, () => chooseScript(store, keysOf(day), values)))) throw dayBegun();
      return { day, sealedAnswer, chosenBy: by.name, chosenAt: at };
    },

    async remove(day) {
      assertFutureDay(day);
      if (!(await commit(store, () => removeScript(store, keysOf(day), [])))) throw dayBegun();
    },

    choice: async (day) => (await read(day))[0]?.sealedAnswer,

    list: async () => (await Promise.all(choosableDays(today()).map(read))).flat(),

    disqualified: (by) => disqualifiedDays(store, by.id, today()),

    async reveal(day, by) {
      if (day < today()) throw dayOver();
      if (day > today()) assertFutureDay(day);
      await disqualify(store, by.id, day);
      const [recorded, [choice]] = await Promise.all([store.get(dayKeys.record(day)), read(day)]);
      return recorded ?? choice?.sealedAnswer ?? null;
    },
  };
}

/** The days for which a word may be chosen, the next day first. */
function choosableDays(today: string): string[] {
  const days: string[] = [];
  for (let day = dayAfter(today); days.length < MAX_DAYS_AHEAD; day = dayAfter(day)) days.push(day);
  return days;
}

function dayBegun(): ServiceError {
  return new ServiceError(409, 'day_begun', 'Ce jour a commencé : son mot ne change plus.');
}

function dayOver(): ServiceError {
  return new ServiceError(409, 'day_over', 'Ce jour est passé.');
}

function dayTooFar(): ServiceError {
  const message = `Ce n’est aucun des ${MAX_DAYS_AHEAD} jours qui viennent.`;
  return new ServiceError(409, 'day_too_far', message);
}
