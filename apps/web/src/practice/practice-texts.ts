import { translated } from '../ui/texts/texts.ts';

/** French; its shape is the shape of every language. */
const fr = {
  title: 'Entraînement',
  note: 'Des mots à volonté, jamais celui du jour ; rien n’est compté.',
  choose: 'Longueur du mot',
  letters: (count: number) => `${count} lettres`,
  next: 'Un autre mot',
  unavailable: 'Les mots de l’entraînement n’ont pas pu être chargés.',
  retry: 'Réessayer',
  unknownWord: 'Ce mot n’est pas dans notre dictionnaire.',
  playedElsewhere: 'Cette partie a continué dans un autre onglet ; la voici.',
  tally: (won: number, lost: number) => `Trouvés : ${won}. Manqués : ${lost}.`,
};

const en: typeof fr = {
  title: 'Practice',
  note: 'As many words as you like, never that of the day; nothing is counted.',
  choose: 'Length of the word',
  letters: (count) => `${count} letters`,
  next: 'Another word',
  unavailable: 'The words for practice could not be loaded.',
  retry: 'Try again',
  unknownWord: 'This word is not in our French dictionary.',
  playedElsewhere: 'This play has gone on in another tab; here it is.',
  tally: (won, lost) => `Found: ${won}. Missed: ${lost}.`,
};

/** The texts of practice, in the current language. */
export const practiceTexts = translated({ fr, en });
