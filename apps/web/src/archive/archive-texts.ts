import { computed } from '@preact/signals';
import { language } from '../ui/texts/texts.ts';
import { en } from './archive-en.ts';
import { fr } from './archive-fr.ts';

const TEXTS = { fr, en };

/** What the archive says, in the language on screen; it comes with the archive alone. */
export const archiveTexts = computed(() => TEXTS[language.value]);
