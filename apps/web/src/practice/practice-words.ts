import { unpack, type WordList } from './word-list.ts';

/** The lengths of the words of the game. */
export const WORD_LENGTHS = [6, 7, 8, 9] as const;
export type WordLength = (typeof WORD_LENGTHS)[number];

/** The words of one length, for practice. */
export interface PracticeWords {
  /** The words to find. None of them can be a daily word. */
  readonly answers: WordList;
  /** All words that can be played. */
  readonly valid: WordList;
}

/** The part of the platform's `fetch` that is needed. */
export type FetchText = (address: string) => Promise<Pick<Response, 'ok' | 'text'>>;

/**
 * Loads the words of one length from a file of two packed lines: the words to find, and all valid words.
 *
 * @returns undefined if loading failed
 */
export async function loadWords(
  length: WordLength,
  addresses: Record<WordLength, string>,
  fetch: FetchText,
): Promise<PracticeWords | undefined> {
  try {
    const response = await fetch(addresses[length]);
    if (!response.ok) return undefined;
    const [answers = '', valid = ''] = (await response.text()).split('\n');
    return { answers: unpack(answers, length), valid: unpack(valid, length) };
  } catch {
    // No connection, or a response that was cut off.
    return undefined;
  }
}
