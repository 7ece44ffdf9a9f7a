import { wrongWords } from '@motus/testing/player';
import type { TestSystem } from './test-system.ts';

/** Today's answer, by the real clock in Paris, and six words that are not it. */
export async function todaysWords(motus: TestSystem): Promise<{ answer: string; wrong: string[] }> {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(Date.now());
  const answer = await motus.answer(day);
  return { answer, wrong: wrongWords(answer, 6) };
}
