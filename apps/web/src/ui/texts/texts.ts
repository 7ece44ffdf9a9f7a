import { computed, signal } from '@preact/signals';
import type { Language } from '../../platform/language.ts';
import { en } from './en.ts';
import { fr, type Texts } from './fr.ts';

const TEXTS: Record<Language, Texts> = { fr, en };

/** The language on screen. */
export const language = signal<Language>('fr');

/** Everything that a player reads or hears and that the server does not say, in the language on screen. */
export const texts = computed(() => TEXTS[language.value]);
