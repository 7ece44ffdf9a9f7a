import { wrongWords } from '@motus/testing/player';
import type { TestSystem } from './test-system.ts';

/** The answer of the current day in Paris, by the real clock, and six wrong words. */
export async function todaysWords(motus: TestSystem): Promise<{ answer: string; wrong: string[] }> {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(Date.now());
  const answer = await motus.answer(day);
  return { answer, wrong: wrongWords(answer, 6) };
}
