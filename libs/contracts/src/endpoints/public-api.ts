import { Type } from 'typebox';
import { ArchiveMonth, Month } from '../archive.ts';
import { Day } from '../days.ts';
import { ChosenDay, ChosenDays, RevealedDay, WordChoice } from '../operator.ts';
import { WordReport, WordReportRequest } from '../report.ts';
import { AttemptConflict, AttemptRequest, GameView, Today } from '../today.ts';
import { Visitor } from '../visitor.ts';
import type { Endpoint } from './endpoint.ts';
import { historyEndpoints } from './history.ts';
import { leagueEndpoints } from './leagues.ts';
import { operatorEndpoints } from './operator.ts';

const ofDay = Type.Object({ day: Day });

/** The API of the game, below `/api`: motus serves it, the page calls it. */
export const publicApi = {
  ...historyEndpoints,
  ...leagueEndpoints,
  ...operatorEndpoints,
  readVisitor: {
    method: 'GET',
    path: '/me',
    summary: 'Who I am: the player who is logged in, else a guest; creates one where there is none',
    response: Visitor,
  },
  readToday: {
    method: 'GET',
    path: '/today',
    summary: "Today's game for this player or guest",
    response: Today,
  },
  playAttempt: {
    method: 'POST',
    path: '/attempts',
    summary: 'Plays a word; the same attempt sent again has the same answer',
    body: AttemptRequest,
    response: GameView,
    errors: { 409: AttemptConflict },
  },
  readArchiveMonth: {
    method: 'GET',
    path: '/archive',
    summary: 'My plays of the days of a month',
    query: Type.Object({ month: Month }),
    response: ArchiveMonth,
  },
  readArchivedPlay: {
    method: 'GET',
    path: '/archive/:day',
    summary: 'My play of a past day: that of the day itself where it has ended, else that of the archive',
    params: ofDay,
    response: GameView,
  },
  reportWord: {
    method: 'POST',
    path: '/reports',
    summary: 'Reports a word that should, or should not, be valid; the same report again changes nothing',
    body: WordReportRequest,
    response: WordReport,
  },
  listChosenDays: {
    method: 'GET',
    path: '/operator/days',
    summary: 'The coming days whose word an operator has chosen, and those that I cannot play any more',
    response: ChosenDays,
  },
  chooseWord: {
    method: 'PUT',
    path: '/operator/days/:day/word',
    summary:
      'Chooses the word of a day that has not begun, in place of any other; this account can no longer play that day',
    params: ofDay,
    body: WordChoice,
    response: ChosenDay,
  },
  removeChosenWord: {
    method: 'DELETE',
    path: '/operator/days/:day/word',
    summary: 'Removes the choice of a day that has not begun; its word is picked by the key again',
    params: ofDay,
  },
  revealWord: {
    method: 'POST',
    path: '/operator/days/:day/reveal',
    summary: 'Shows the word of the running day or a coming one; this account can no longer play that day',
    params: ofDay,
    response: RevealedDay,
  },
} as const satisfies Record<string, Endpoint>;

export type PublicEndpoint = (typeof publicApi)[keyof typeof publicApi];

/** An endpoint as its callers name it, for instance `PUT /leagues/:id`. */
export type PublicEndpointName = PublicEndpoint extends infer E extends PublicEndpoint
  ? E extends PublicEndpoint
    ? `${E['method']} ${E['path']}`
    : never
  : never;

/** The endpoint of that name. */
export type PublicEndpointOf<Name extends PublicEndpointName> = Name extends `${infer M} ${infer P}`
  ? Extract<PublicEndpoint, { method: M; path: P }>
  : never;
