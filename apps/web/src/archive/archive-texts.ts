import { translated } from '../ui/texts/texts.ts';

/** French; its shape is the shape of every language. */
const fr = {
  note: 'Les mots des jours passés, à jouer quand on veut. Ils ne comptent ni pour les points, ni pour la série.',
  months: 'Mois',
  all: 'Toutes les archives',
  /** A play of a day, after the date: « 12 novembre 2026, gagné en 3 essais ». */
  states: {
    unplayed: 'pas encore joué',
    won: (attempts: number) => `gagné en ${attempts} ${attempts < 2 ? 'essai' : 'essais'}`,
    lost: 'perdu',
    playing: (attempts: number) => `en cours, ${attempts} ${attempts < 2 ? 'essai' : 'essais'}`,
    archive: 'aux archives',
  },
  legend: {
    title: 'Légende',
    won: 'gagné, en tant d’essais',
    lost: 'perdu',
    playing: 'en cours',
    archive: 'au trait seul : joué aux archives',
  },
  days: 'Jours',
  badge: 'archives',
  uncounted: 'Partie des archives : elle ne compte pas.',
  played: (points: string) => `Votre partie de ce jour-là : ${points.toLowerCase()}.`,
  calendar: 'Calendrier',
};

const en: typeof fr = {
  note: 'The words of past days, to be played at any time. They count neither for points nor for the streak.',
  months: 'Months',
  all: 'The whole archive',
  states: {
    unplayed: 'not played yet',
    won: (attempts) => `won in ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`,
    lost: 'lost',
    playing: (attempts) => `being played, ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`,
    archive: 'in the archive',
  },
  legend: {
    title: 'Legend',
    won: 'won, in so many attempts',
    lost: 'lost',
    playing: 'being played',
    archive: 'outline only: played in the archive',
  },
  days: 'Days',
  badge: 'archive',
  uncounted: 'A play of the archive: it does not count.',
  played: (points) => `Your play of that day: ${points.toLowerCase()}.`,
  calendar: 'Calendar',
};

/** The texts of the archive, in the current language; loaded together with it. */
export const archiveTexts = translated({ fr, en });
