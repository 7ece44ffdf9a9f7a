import type { Blockings, DayRecord } from '@motus/contracts';
import { dailyAnswers, type Lexicon } from '@motus/lexicon';
import { BoundedMap } from '@motus/service';
import { answerSeal } from './sealed-answer.ts';

/** Resolves with the recorded answer of a day; rejects with a `ServiceError` while the record cannot be read. */
export type DailyWord = (day: string) => Promise<string>;

/** The number of days whose answers are kept in memory: more than a year of the archive. */
const MAX_CACHED_DAYS = 500;

/**
 * The daily word: picked with the key (or chosen by an operator, where that word is not blocked), recorded once, and read
 * from the record from then on. So both twins agree, also after a restart, and when the word lists change during the day.
 */
export function createDailyWord(options: {
  /**
   * Records the answer of a day unless there is one already: the choice of an operator, unless that is `voidChoice`, else
   * this one. Resolves with the record.
   */
  recordDay: (record: DayRecord & { voidChoice?: string }) => Promise<DayRecord>;
  /** Resolves with all words that were ever blocked, the oldest first, and the sealed choice of the day. */
  readBlockings: (day: string) => Promise<Blockings>;
  lexicon: Pick<Lexicon, 'answers'>;
  key: Buffer;
}): DailyWord {
  const pick = dailyAnswers(options.lexicon.answers, options.key);
  const { seal, open } = answerSeal(options.key);
  const known = new BoundedMap<string, Promise<string>>(MAX_CACHED_DAYS);

  async function recorded(day: string): Promise<string> {
    const { blockings, choice } = await options.readBlockings(day);
    const sealedAnswer = seal(day, pick(day, blockings));
    const isVoid =
      choice !== undefined && blockings.some(({ word, active }) => active && word === open(day, choice));
    const record = await options.recordDay({ day, sealedAnswer, ...(isVoid && { voidChoice: choice }) });
    return open(day, record.sealedAnswer);
  }

  return (day) => {
    const answer = known.get(day);
    if (answer !== undefined) return answer;
    const asked = recorded(day);
    known.set(day, asked);
    asked.catch(() => known.delete(day));
    return asked;
  };
}
