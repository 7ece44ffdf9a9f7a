import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Problem } from '../../platform/api-client.ts';
import type { Language } from '../../platform/language.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

/** The current language of the page. */
export const language = signal<Language>('fr');

/** Selects texts by the current language. */
export function translated<T>(texts: Record<Language, T>): ReadonlySignal<T> {
  return computed(() => texts[language.value]);
}

/** The texts that several rooms need, in the current language. */
export const texts = translated({ fr, en });

/**
 * Says to the player why a request failed; null if the page shows the reason elsewhere (no connection, logged out).
 */
export function refusalText(problem: Problem): string | null {
  return problem.kind === 'refused' ? texts.value.refusal(problem.code, problem.message) : null;
}
