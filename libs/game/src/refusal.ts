/** Why a word is no attempt; it costs nothing. */
export type Refusal = 'word_length' | 'word_letters' | 'word_first_letter' | 'word_unknown';

/** What today's word tells about itself from the start, and which words there are. */
export interface WordRules {
  readonly length: number;
  readonly firstLetter: string;
  isValid(word: string): boolean;
}

/**
 * Says why a word cannot be played, most basic reason first, or `undefined` where it can.
 *
 * @param word upper case, ligatures and accents already resolved
 */
export function refusal(word: string, rules: WordRules): Refusal | undefined {
  if (!/^[A-Z]*$/.test(word)) return 'word_letters';
  if (word.length !== rules.length) return 'word_length';
  if (!word.startsWith(rules.firstLetter)) return 'word_first_letter';
  return rules.isValid(word) ? undefined : 'word_unknown';
}
