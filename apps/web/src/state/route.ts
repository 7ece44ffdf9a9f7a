import type { Period } from '@motus/contracts';

/** The views by the last part of their address, which is the same in every language. */
const VIEW_SLUGS = {
  game: '',
  practice: 'entrainement',
  leaderboard: 'classement',
  statistics: 'statistiques',
  help: 'aide',
} as const;

const PERIOD_SLUGS: Record<Period, string> = {
  day: 'jour',
  week: 'semaine',
  month: 'mois',
  all: 'toujours',
};

export type ViewName = keyof typeof VIEW_SLUGS;

/** What the address asks for. The period is the leaderboard's. */
export interface Route {
  readonly view: ViewName;
  readonly period: Period;
}

export const VIEWS = Object.keys(VIEW_SLUGS) as ViewName[];
export const PERIODS = Object.keys(PERIOD_SLUGS) as Period[];

/** Reads the fragment of an address (`#/classement/semaine`); what it does not know is the game. */
export function routeOf(hash: string): Route {
  const [viewSlug = '', periodSlug] = hash.replace(/^#?\/?/, '').split('/');
  return {
    view: VIEWS.find((view) => VIEW_SLUGS[view] === viewSlug) ?? 'game',
    period: PERIODS.find((period) => PERIOD_SLUGS[period] === periodSlug) ?? 'day',
  };
}

/** The fragment that leads to a view. */
export function hashOf(view: ViewName, period?: Period): string {
  const base = `#/${VIEW_SLUGS[view]}`;
  return period ? `${base}/${PERIOD_SLUGS[period]}` : base;
}
