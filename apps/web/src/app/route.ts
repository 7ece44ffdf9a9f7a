import type { Day, Month, Period } from '@motus/contracts';
import { isDay } from '@motus/game';

/** What the fragment of the address asks for. */
export type Route =
  | { readonly view: 'game' | 'practice' | 'statistics' | 'help' | 'operator' }
  | { readonly view: 'leaderboard'; readonly period: Period }
  | LeaguesRoute
  | ArchiveRoute;

/** All leagues of the player, one league by its id with the period of its table, or an invitation to one. */
export type LeaguesRoute =
  | { readonly view: 'leagues'; readonly page: 'all' }
  | { readonly view: 'leagues'; readonly page: 'league'; readonly league: string; readonly period: Period }
  | {
      readonly view: 'leagues';
      readonly page: 'invitation';
      readonly league: string;
      readonly invitation: string;
    };

/** The latest month, any month, or a day of the archive. */
export type ArchiveRoute =
  | { readonly view: 'archive'; readonly page: 'latest' }
  | { readonly view: 'archive'; readonly page: 'month'; readonly month: Month }
  | { readonly view: 'archive'; readonly page: 'day'; readonly day: Day };

/** The views, with the part of the address that names them. It is the same in every language. */
const VIEW_SLUGS = {
  game: '',
  practice: 'entrainement',
  leaderboard: 'classement',
  leagues: 'ligues',
  statistics: 'statistiques',
  archive: 'archives',
  help: 'aide',
  operator: 'administration',
} as const satisfies Record<Route['view'], string>;

const PERIOD_SLUGS: Record<Period, string> = {
  day: 'jour',
  week: 'semaine',
  month: 'mois',
  all: 'toujours',
};

export type ViewName = Route['view'];

export const VIEWS = Object.keys(VIEW_SLUGS) as ViewName[];
export const PERIODS = Object.keys(PERIOD_SLUGS) as Period[];

/** Parses the fragment of an address (`#/classement/semaine`); an unknown one is the game. */
export function parseRoute(hash: string): Route {
  const [viewSlug = '', first = '', second = ''] = hash.replace(/^#?\/?/, '').split('/');
  const view = VIEWS.find((each) => VIEW_SLUGS[each] === viewSlug) ?? 'game';
  if (view === 'leaderboard') return { view, period: periodOf(first) };
  if (view === 'leagues') return leaguesRoute(first, second);
  if (view === 'archive') return archiveRoute(first);
  return { view };
}

function leaguesRoute(league: string, last: string): LeaguesRoute {
  if (!league) return { view: 'leagues', page: 'all' };
  if (INVITATION.test(last)) return { view: 'leagues', page: 'invitation', league, invitation: last };
  return { view: 'leagues', page: 'league', league, period: periodOf(last) };
}

function archiveRoute(time: string): ArchiveRoute {
  if (MONTH.test(time)) return { view: 'archive', page: 'month', month: time };
  if (DAY.test(time) && isDay(time)) return { view: 'archive', page: 'day', day: time };
  return { view: 'archive', page: 'latest' };
}

function periodOf(slug: string): Period {
  return PERIODS.find((period) => PERIOD_SLUGS[period] === slug) ?? 'day';
}

/** Identifies what is on screen: another period of a table, or another month, is the same place. */
export function placeOf(route: Route): string {
  const league = 'league' in route ? route.league : '';
  const day = 'day' in route ? route.day : '';
  return [route.view, league, day].join('/');
}

/** Returns the fragment of a view. */
export function hashOf(view: ViewName, period?: Period): string {
  const base = `#/${VIEW_SLUGS[view]}`;
  return period ? `${base}/${PERIOD_SLUGS[period]}` : base;
}

/** Returns the fragment of the table of a league. */
export function hashOfLeague(league: string, period?: Period): string {
  const base = `${hashOf('leagues')}/${league}`;
  return period ? `${base}/${PERIOD_SLUGS[period]}` : base;
}

/** Returns the fragment of an invitation to a league. Browsers send no fragment to a server, so no log contains it. */
export function hashOfInvitation(league: string, invitation: string): string {
  return `${hashOf('leagues')}/${league}/${invitation}`;
}

/** Returns the fragment of a month, or of a day, of the archive. */
export function hashOfArchive(time: Month | Day): string {
  return `${hashOf('archive')}/${time}`;
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const INVITATION = /^[A-Za-z0-9_-]{22}$/;
