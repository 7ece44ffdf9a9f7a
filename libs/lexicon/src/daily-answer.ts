import { createHmac } from 'node:crypto';
import { type Blocking, dealAround } from './blockings.ts';

/**
 * Gives the answer of a day, written as an ISO date: `2026-11-21`.
 *
 * @param blockings every word that was ever blocked, the first one first; one that is blocked is never the answer.
 */
export type DailyAnswers = (day: string, blockings?: readonly Blocking[]) => string;

const MIN_KEY_BYTES = 16;
const MS_PER_DAY = 24 * 60 * 60 * 1000;

/**
 * Deals the answers out to the days in a secret order.
 *
 * The key alone decides the order: each word goes by its HMAC-SHA256. So every instance that has the key
 * agrees, nobody without it can tell tomorrow's word from the list and all the words so far, and no word
 * returns before all have been the answer once. The order in which the answers are given has no influence.
 *
 * The order is computed here, once; asking for a day is a look-up. Another list of answers deals anew from
 * that moment on, past days included: who must know the word of a past day records it. Blocking a word is not
 * another list: it changes little else than the day of that word, see {@link dealAround}.
 *
 * @param answers the words to deal, at least one, each one once.
 * @param key secret bytes, 16 at least, 32 are better.
 * @returns a function from a day to its answer, which throws a RangeError for what is no ISO date, and where every
 *   word is blocked.
 * @throws {RangeError} when the key is too short or there is no answer.
 */
export function dailyAnswers(answers: readonly string[], key: Uint8Array): DailyAnswers {
  if (key.byteLength < MIN_KEY_BYTES) {
    throw new RangeError(`The key has ${key.byteLength} bytes, it needs ${MIN_KEY_BYTES} at least`);
  }
  if (answers.length === 0) throw new RangeError('There is no answer to deal');
  const dealt = deal(answers, key);
  return (day, blockings = []) => {
    const place = modulo(daysSinceEpoch(day), dealt.length);
    return dealAround(dealt, blockings)[place] as string;
  };
}

/**
 * The answer of one day: {@link dailyAnswers} for who needs a single one.
 *
 * @throws {RangeError} as {@link dailyAnswers}, and when the day is no ISO date.
 */
export function dailyAnswer(answers: readonly string[], key: Uint8Array, day: string): string {
  return dailyAnswers(answers, key)(day);
}

function deal(answers: readonly string[], key: Uint8Array): string[] {
  const tagged = answers.map((word) => ({ word, tag: createHmac('sha256', key).update(word).digest('hex') }));
  tagged.sort((a, b) => (a.tag < b.tag ? -1 : 1));
  return tagged.map(({ word }) => word);
}

/** Whole days from 1970-01-01, negative before. A date has no hour here, so no time zone shifts it. */
function daysSinceEpoch(day: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) : Number.NaN;
  // Some dates that do not exist are parsed as a later one, such as 2026-02-30: they do not read back the same.
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(day)) {
    throw new RangeError(`Not a day of the form 2026-11-21: ${JSON.stringify(day)}`);
  }
  return time / MS_PER_DAY;
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
