import { translated } from '../ui/texts/texts.ts';

/** French; its shape is the shape of every language. */
const fr = {
  title: 'Vos statistiques',
  played: 'Parties jouées',
  won: (share: string) => `Parties gagnées (${share})`,
  currentStreak: 'Série en cours',
  longestStreak: 'Plus longue série',
  mean: 'Essais en moyenne',
  points: 'Points',
  none: '–',
  distribution: 'Parties gagnées par nombre d’essais',
  attempts: 'Essais',
  wins: 'Parties gagnées',
  empty: 'Finissez une première partie : elle apparaîtra ici.',
};

const en: typeof fr = {
  title: 'Your statistics',
  played: 'Plays',
  won: (share) => `Plays won (${share})`,
  currentStreak: 'Current streak',
  longestStreak: 'Longest streak',
  mean: 'Mean attempts',
  points: 'Points',
  none: '–',
  distribution: 'Plays won by number of attempts',
  attempts: 'Attempts',
  wins: 'Plays won',
  empty: 'Finish a first play: it will appear here.',
};

/** The texts of the statistics, in the current language. */
export const statisticsTexts = translated({ fr, en });
