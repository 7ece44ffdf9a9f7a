import type { fr } from './archive-fr.ts';

/** The English texts of the archive. */
export const en: typeof fr = {
  note: 'The words of past days, to be played at any time. They count neither for points nor for the streak.',
  months: 'Months',
  loading: 'Loading the month…',
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
