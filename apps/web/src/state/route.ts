import type { Period } from '@motus/contracts';
import { texts } from '../texts.ts';

export type ViewName = keyof typeof texts.views;

/** What the address asks for. The period is the leaderboard's. */
export interface Route {
  readonly view: ViewName;
  readonly period: Period;
}

export const VIEWS = Object.keys(texts.views) as ViewName[];
export const PERIODS = Object.keys(texts.leaderboard.periods) as Period[];

/** Reads the fragment of an address (`#/classement/semaine`); what it does not know is the game. */
export function routeOf(hash: string): Route {
  const [viewSlug = '', periodSlug] = hash.replace(/^#?\/?/, '').split('/');
  return {
    view: VIEWS.find((view) => texts.views[view].slug === viewSlug) ?? 'game',
    period: PERIODS.find((period) => texts.leaderboard.periods[period].slug === periodSlug) ?? 'day',
  };
}

/** The fragment that leads to a view. */
export function hashOf(view: ViewName, period?: Period): string {
  const base = `#/${texts.views[view].slug}`;
  return period ? `${base}/${texts.leaderboard.periods[period].slug}` : base;
}
