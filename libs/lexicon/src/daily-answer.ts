import { createHmac } from 'node:crypto';
import { applyBlockings, type Blocking } from './blockings.ts';

/**
 * Returns the answer of a day.
 *
 * @param day       an ISO 8601 date: `2026-11-21`
 * @param blockings every blocking that was ever made, the oldest first; a blocked word is never the answer
 */
export type DailyAnswers = (day: string, blockings?: readonly Blocking[]) => string;

const MIN_KEY_BYTES = 16;
const MS_PER_DAY = 24 * 60 * 60 * 1000;

/**
 * Assigns the answers to the days in a secret order, a permutation that depends on the key.
 *
 * The words are sorted by their HMAC-SHA256 with the key. So every instance with the key computes the same order, nobody
 * without it can predict an answer from the list and the earlier answers, and no word returns before all have been the
 * answer once. The order of the list has no influence.
 *
 * The order is computed once, here. Another list gives another order, for past days too, so callers record the words of
 * past days. Blocking a word is not another list: it changes few days, see {@link applyBlockings}.
 *
 * @param answers the words, at least one, each one once
 * @param key     secret bytes, at least 16; 32 are better
 * @returns a function from a day to its answer; throws a RangeError for a text that is no date, and when every word is
 *   blocked
 * @throws {RangeError} when the key is too short or the list is empty
 */
export function dailyAnswers(answers: readonly string[], key: Uint8Array): DailyAnswers {
  if (key.byteLength < MIN_KEY_BYTES) {
    throw new RangeError(`The key has ${key.byteLength} bytes, it needs ${MIN_KEY_BYTES} at least`);
  }
  if (answers.length === 0) throw new RangeError('The list of answers is empty');
  const order = permute(answers, key);
  return (day, blockings = []) => {
    const place = modulo(daysSinceEpoch(day), order.length);
    return applyBlockings(order, blockings)[place] as string;
  };
}

/**
 * The answer of one day: {@link dailyAnswers} for a single call.
 *
 * @throws {RangeError} as {@link dailyAnswers}, and when the day is no ISO date.
 */
export function dailyAnswer(answers: readonly string[], key: Uint8Array, day: string): string {
  return dailyAnswers(answers, key)(day);
}

function permute(answers: readonly string[], key: Uint8Array): string[] {
  const tagged = answers.map((word) => ({ word, tag: createHmac('sha256', key).update(word).digest('hex') }));
  tagged.sort((a, b) => (a.tag < b.tag ? -1 : 1));
  return tagged.map(({ word }) => word);
}

/** Days since 1970-01-01, negative before. A date without time is parsed as UTC, so no time zone shifts it. */
function daysSinceEpoch(day: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) : Number.NaN;
  // Date.parse accepts some dates that do not exist, such as 2026-02-30, as a later day.
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(day)) {
    throw new RangeError(`Not a day of the form 2026-11-21: ${JSON.stringify(day)}`);
  }
  return time / MS_PER_DAY;
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
