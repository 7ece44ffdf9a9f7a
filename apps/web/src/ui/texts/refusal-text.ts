import type { Problem } from '../../platform/api-client.ts';
import { texts } from './texts.ts';

/** What is said to the player of a problem; null where the page shows it by itself (no connection, logged out). */
export function refusalText(problem: Problem): string | null {
  return problem.kind === 'refused' ? texts.value.refusal(problem.code, problem.message) : null;
}
