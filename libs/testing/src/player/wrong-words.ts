import { loadLexicon } from '@motus/lexicon';

/**
 * Returns valid words with the length and the first letter of the answer, but not the answer. Repeats words if there are fewer
 * than `count`.
 */
export function wrongWords(answer: string, count: number): string[] {
  const words = loadLexicon().answers.filter(
    (word) => word !== answer && word.length === answer.length && word[0] === answer[0],
  );
  return Array.from({ length: count }, (_, i) => words[i % words.length] ?? '');
}
