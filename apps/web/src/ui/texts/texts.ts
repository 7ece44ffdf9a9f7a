import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Problem } from '../../platform/api-client.ts';
import type { Language } from '../../platform/language.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

/** The current language of the page. */
export const language = signal<Language>('fr');

/** Selects texts by the current language. */
export function translated<T>(texts: Record<Language, T>): ReadonlySignal<T> {
  const shown = { ...texts, fr: withoutBreaks(texts.fr) };
  return computed(() => shown[language.value]);
}

/**
 * Makes the spaces that French has before `:` and `;` non-breaking, in texts, lists of texts and what functions return. In the
 * sources they are plain, so that a search finds the text.
 */
function withoutBreaks<T>(text: T): T {
  if (typeof text === 'string') return text.replace(/ (?=[:;])/g, '\u00a0') as T;
  if (typeof text === 'function') return ((...args: unknown[]) => withoutBreaks(text(...args))) as T;
  if (Array.isArray(text)) return text.map(withoutBreaks) as T;
  if (typeof text !== 'object' || text === null) return text;
  return Object.fromEntries(Object.entries(text).map(([name, value]) => [name, withoutBreaks(value)])) as T;
}

/** The texts that several features need, in the current language. */
export const texts = translated({ fr, en });

/**
 * Says to the player why a request failed; null if the page shows the reason elsewhere (no connection, logged out).
 */
export function refusalText(problem: Problem): string | null {
  return problem.kind === 'refused' ? texts.value.refusal(problem.code, problem.message) : null;
}

/** « 1 essai », « 2 essais », « 1 000 essais »: a French plural starts at 2. */
export function pluralFr(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('fr-FR')} ${count < 2 ? one : many}`;
}

/** “0 attempts”, “1 attempt”, “1,000 attempts”. */
export function pluralEn(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}
