import { pluralEn, pluralFr, translated } from '../ui/texts/texts.ts';

/** French; its shape is the shape of every language. */
const fr = {
  periods: {
    day: { tab: 'Jour', title: 'Classement du jour' },
    week: { tab: 'Semaine', title: 'Classement de la semaine' },
    month: { tab: 'Mois', title: 'Classement du mois' },
    all: { tab: 'Toujours', title: 'Classement de toujours' },
  },
  choose: 'Période',
  players: (count: number) => pluralFr(count, 'joueur classé', 'joueurs classés'),
  rank: 'Rang',
  noRank: '–',
  player: 'Joueur',
  points: 'Points',
  you: '(vous)',
  gap: '…',
  empty: 'Personne n’est encore classé : la première place est à prendre.',
  unranked: 'Vous n’êtes pas encore dans ce classement : finissez une partie pour y entrer.',
};

const en: typeof fr = {
  periods: {
    day: { tab: 'Day', title: 'Leaderboard of the day' },
    week: { tab: 'Week', title: 'Leaderboard of the week' },
    month: { tab: 'Month', title: 'Leaderboard of the month' },
    all: { tab: 'All time', title: 'Leaderboard of all time' },
  },
  choose: 'Period',
  players: (count) => pluralEn(count, 'ranked player'),
  rank: 'Rank',
  noRank: '–',
  player: 'Player',
  points: 'Points',
  you: '(you)',
  gap: '…',
  empty: 'Nobody is ranked yet: the first place is free.',
  unranked: 'You are not on this leaderboard yet: finish a play to get there.',
};

/** The texts of the leaderboards, in the current language. */
export const leaderboardTexts = translated({ fr, en });
