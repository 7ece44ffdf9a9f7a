import { loadLexicon } from '@motus/lexicon';
import type { TestSystem } from './test-system.ts';

/** Today's answer, by the real clock in Paris, and six words that are not it. */
export async function todaysWords(motus: TestSystem): Promise<{ answer: string; wrong: string[] }> {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(Date.now());
  const answer = await motus.answer(day);
  return { answer, wrong: wrongWords(answer, 6) };
}

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
