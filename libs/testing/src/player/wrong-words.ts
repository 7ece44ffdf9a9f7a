import { loadLexicon } from '@motus/lexicon';

/**
 * Valid words that are not the answer but could be, as a player who guesses would try them; some initials have few of
 * one length, so a word may come again.
 */
export function wrongWords(answer: string, count: number): string[] {
  const words = loadLexicon().answers.filter(
    (word) => word !== answer && word.length === answer.length && word[0] === answer[0],
  );
  return Array.from({ length: count }, (_, i) => words[i % words.length] ?? '');
}
