import { computed } from '@preact/signals';
import { language } from '../ui/texts/texts.ts';
import { en } from './operator-en.ts';
import { fr } from './operator-fr.ts';

const TEXTS = { fr, en };

/** What an operator reads, in the language on screen; it comes with the operator's page alone. */
export const operatorTexts = computed(() => TEXTS[language.value]);
