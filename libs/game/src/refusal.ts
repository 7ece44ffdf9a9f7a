/** Why a word is not accepted as an attempt; it does not use up a row. */
export type Refusal = 'word_length' | 'word_letters' | 'word_first_letter' | 'word_unknown';

/** What a player knows of the answer from the start, and which words are valid. */
export interface WordRules {
  readonly length: number;
  readonly firstLetter: string;
  isValid(word: string): boolean;
}

/**
 * The most basic reason why a word is not accepted, or `undefined` when it is.
 *
 * @param word normalised: upper case, without ligatures and accents
 */
export function refusal(word: string, rules: WordRules): Refusal | undefined {
  if (!/^[A-Z]*$/.test(word)) return 'word_letters';
  if (word.length !== rules.length) return 'word_length';
  if (!word.startsWith(rules.firstLetter)) return 'word_first_letter';
  return rules.isValid(word) ? undefined : 'word_unknown';
}
