import type { Day, Month, Period } from '@motus/contracts';
import { isDay } from '@motus/game';

/** The views by the last part of their address, which is the same in every language. */
const VIEW_SLUGS = {
  game: '',
  practice: 'entrainement',
  leaderboard: 'classement',
  leagues: 'ligues',
  statistics: 'statistiques',
  archive: 'archives',
  help: 'aide',
  operator: 'administration',
} as const;

const PERIOD_SLUGS: Record<Period, string> = {
  day: 'jour',
  week: 'semaine',
  month: 'mois',
  all: 'toujours',
};

export type ViewName = keyof typeof VIEW_SLUGS;

/** What the address asks for. */
export interface Route {
  readonly view: ViewName;
  /** Of the leaderboard, or of a league's table. */
  readonly period: Period;
  /** The league (its id) that is looked at; null for all. */
  readonly league: string | null;
  /** What the address invites to that league with. */
  readonly invitation: string | null;
  /** The month, or the day, of the archive; null for none in particular. */
  readonly month: Month | null;
  readonly day: Day | null;
}

export const VIEWS = Object.keys(VIEW_SLUGS) as ViewName[];
export const PERIODS = Object.keys(PERIOD_SLUGS) as Period[];

/** Reads the fragment of an address (`#/classement/semaine`); what it does not know is the game. */
export function routeOf(hash: string): Route {
  const [viewSlug = '', ...rest] = hash.replace(/^#?\/?/, '').split('/');
  const view = VIEWS.find((each) => VIEW_SLUGS[each] === viewSlug) ?? 'game';
  const league = (view === 'leagues' && rest.shift()) || null;
  const [last = ''] = rest;
  return {
    view,
    period: PERIODS.find((period) => PERIOD_SLUGS[period] === last) ?? 'day',
    league,
    invitation: league && INVITATION.test(last) ? last : null,
    month: view === 'archive' && MONTH.test(last) ? last : null,
    day: view === 'archive' && DAY.test(last) && isDay(last) ? last : null,
  };
}

/** The fragment that leads to a view. */
export function hashOf(view: ViewName, period?: Period): string {
  const base = `#/${VIEW_SLUGS[view]}`;
  return period ? `${base}/${PERIOD_SLUGS[period]}` : base;
}

/** The fragment that leads to a league's table. */
export function hashOfLeague(league: string, period?: Period): string {
  const base = `${hashOf('leagues')}/${league}`;
  return period ? `${base}/${PERIOD_SLUGS[period]}` : base;
}

/** The fragment that invites to a league: fragments are sent to no server, and so are in no log. */
export function hashOfInvitation(league: string, invitation: string): string {
  return `${hashOf('leagues')}/${league}/${invitation}`;
}

/** The fragment that leads to a month, or to a day, of the archive. */
export function hashOfArchive(time: Month | Day): string {
  return `${hashOf('archive')}/${time}`;
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const INVITATION = /^[A-Za-z0-9_-]{22}$/;
