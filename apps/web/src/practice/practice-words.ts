import { unpack, type WordList } from './word-list.ts';

/** The lengths that words of the game have. */
export const WORD_LENGTHS = [6, 7, 8, 9] as const;
export type WordLength = (typeof WORD_LENGTHS)[number];

/** What practice needs to know of the words of one length. */
export interface PracticeWords {
  /** The words to find. None of them can be the word of a day. */
  readonly answers: WordList;
  /** All that may be guessed. */
  readonly valid: WordList;
}

/** The part of the platform's `fetch` that is needed. */
export type FetchText = (address: string) => Promise<Pick<Response, 'ok' | 'text'>>;

/**
 * Loads the words of one length: a file of two lines, the words to find and all valid ones, both packed.
 *
 * @returns undefined when they cannot be had
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
    // No connection, or one that broke off in the middle.
    return undefined;
  }
}
