import { type Choice, MAX_DAYS_AHEAD, type Player } from '@motus/contracts';
import { dayAfter } from '@motus/game';
import { ServiceError } from '@motus/service';
import { commit, defineScript, type Store } from '@motus/store';
import { keys } from './keys.ts';

/** The answers that operators choose for coming days. Rejects with a `ServiceError` for any other day. */
export interface DayChoices {
  /** Chooses the answer of a day, in place of one that was chosen before. */
  choose(day: string, sealedAnswer: string, by: Player): Promise<Choice>;
  /** Leaves a day to the deal again. */
  remove(day: string): Promise<void>;
  /** All that are still to come, the next one first. */
  list(): Promise<Choice[]>;
  /** The recorded or chosen answer of the running day or a coming one; null where there is none yet. */
  sealedAnswer(day: string): Promise<string | null>;
}

/** KEYS 1 record, 2 choice; ARGV 1 sealed answer, 2 by, 3 at. Answers with 0 where the day has its answer. */
const chooseScript = defineScript({
  name: 'chooseAnswer',
  lua: `
    if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
    redis.call('HSET', KEYS[2], 'sealedAnswer', ARGV[1], 'by', ARGV[2], 'at', ARGV[3])
    return 1`,
  read: (reply) => reply === 1,
});

const removeScript = defineScript({
  name: 'removeChoice',
  lua: `
    if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
    redis.call('DEL', KEYS[2])
    return 1`,
  read: (reply) => reply === 1,
});

/**
 * A day that somebody plays already has its record, and the script that chooses looks for it: so a choice at the stroke
 * of midnight comes before the record and counts, or after it and is refused.
 *
 * @param options.now   the clock, in milliseconds since the Unix epoch
 * @param options.today the current day
 */
export function dayChoices(options: { store: Store; now: () => number; today: () => string }): DayChoices {
  const { store, now, today } = options;
  const keysOf = (day: string) => [keys.record(day), keys.choice(day)];

  async function read(day: string): Promise<Choice[]> {
    const { sealedAnswer, by, at } = await store.hgetall(keys.choice(day));
    if (sealedAnswer === undefined || by === undefined) return [];
    return [{ day, sealedAnswer, chosenBy: by, chosenAt: Number(at) }];
  }

  function assertComing(day: string): void {
    if (day <= today()) throw begun();
    if (!daysAfter(today()).includes(day)) throw tooFar();
  }

  return {
    async choose(day, sealedAnswer, by) {
      assertComing(day);
      const at = now();
      const values = [sealedAnswer, by.name, at];
      if (!(await commit(store, () => chooseScript(store, keysOf(day), values)))) throw begun();
      return { day, sealedAnswer, chosenBy: by.name, chosenAt: at };
    },

    async remove(day) {
      assertComing(day);
      if (!(await commit(store, () => removeScript(store, keysOf(day), [])))) throw begun();
    },

    list: async () => (await Promise.all(daysAfter(today()).map(read))).flat(),

    async sealedAnswer(day) {
      if (day < today()) throw over();
      if (day > today()) assertComing(day);
      const [recorded, [choice]] = await Promise.all([store.get(keys.record(day)), read(day)]);
      return recorded ?? choice?.sealedAnswer ?? null;
    },
  };
}

/** The days for which a word may be chosen, the next one first. */
function daysAfter(today: string): string[] {
  const days: string[] = [];
  for (let day = dayAfter(today); days.length < MAX_DAYS_AHEAD; day = dayAfter(day)) days.push(day);
  return days;
}

function begun(): ServiceError {
  return new ServiceError(409, 'day_begun', 'Ce jour a commencé : son mot ne change plus.');
}

function over(): ServiceError {
  return new ServiceError(409, 'day_over', 'Ce jour est passé.');
}

function tooFar(): ServiceError {
  const message = `Ce n’est aucun des ${MAX_DAYS_AHEAD} jours qui viennent.`;
  return new ServiceError(409, 'day_too_far', message);
}
