import type { DayRecord } from '@motus/contracts';
import { type Blocking, dailyAnswers, type Lexicon } from '@motus/lexicon';
import { answerSeal } from './sealed-answer.ts';

/** The answer of a day, as recorded; rejects with a `ServiceError` while the record cannot be had. */
export type DailyWord = (day: string) => Promise<string>;

/** More than a year of the archive. */
const KEPT_DAYS = 500;

/**
 * The daily word: picked by the key (or by an operator), recorded once, and from then on read from the record. So both twins and every
 * restart agree, also when the word lists change during the day.
 */
export function createDailyWord(options: {
  /** Records the answer of a day where there is none; resolves with the record that counts. */
  recordDay: (record: DayRecord) => Promise<DayRecord>;
  /** The words that were ever blocked, the first one first. */
  blockings: () => Promise<readonly Blocking[]>;
  lexicon: Pick<Lexicon, 'answers'>;
  key: Buffer;
}): DailyWord {
  const pick = dailyAnswers(options.lexicon.answers, options.key);
  const { seal, open } = answerSeal(options.key);
  const known = new Map<string, Promise<string>>();

  async function recorded(day: string): Promise<string> {
    const dealt = pick(day, await options.blockings());
    const record = await options.recordDay({ day, sealedAnswer: seal(day, dealt) });
    return open(day, record.sealedAnswer);
  }

  return (day) => {
    const answer = known.get(day);
    if (answer !== undefined) return answer;
    const asked = recorded(day);
    known.set(day, asked);
    // A map keeps the order of insertion: the first is the oldest.
    const [oldest] = known.keys();
    if (known.size > KEPT_DAYS && oldest !== undefined) known.delete(oldest);
    asked.catch(() => known.delete(day));
    return asked;
  };
}
