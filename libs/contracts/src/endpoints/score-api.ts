import { Type } from 'typebox';
import { ArchiveDay, ArchivedPlays, Month } from '../archive.ts';
import { AttemptResults, Attempts } from '../attempt.ts';
import { Day, DayRecord } from '../days.ts';
import { Blockings, Choice, Choices, SealedReveal } from '../operator.ts';
import { Play, PlayAndBefore } from '../play.ts';
import { Player } from '../player.ts';
import { WordReport } from '../report.ts';
import { GuestOwner } from '../visitor.ts';
import type { Endpoint } from './endpoint.ts';
import { historyEndpoints } from './history.ts';
import { leagueEndpoints } from './leagues.ts';
import { operatorEndpoints } from './operator.ts';

const ofDay = Type.Object({ day: Day });
const sealedAnswer = Type.Pick(DayRecord, ['sealedAnswer'], { additionalProperties: false });
const pickedAnswer = Type.Object(
  {
    ...sealedAnswer.properties,
    voidChoice: Type.Optional(DayRecord.properties.sealedAnswer),
  },
  {
    additionalProperties: false,
    description: 'voidChoice: the choice that does not count, its word is blocked',
  },
);

/**
 * The API of the score service, below `/score`; motus calls it. Reads of plays, archive, statistics and leaderboards are
 * also below `/score/guests/:guest`, for guests, who have no token.
 */
export const scoreApi = {
  ...historyEndpoints,
  ...leagueEndpoints,
  ...operatorEndpoints,
  appendAttempts: { method: 'POST', path: '/attempts', body: Attempts, response: AttemptResults },
  recordDay: { method: 'PUT', path: '/days/:day', params: ofDay, body: pickedAnswer, response: DayRecord },
  listBlockings: {
    method: 'GET',
    path: '/blockings',
    query: Type.Object({ day: Type.Optional(Day) }),
    response: Blockings,
  },
  readPlay: { method: 'GET', path: '/plays/:day', params: ofDay, response: Play },
  readPlayAndBefore: {
    method: 'GET',
    path: '/plays/:day/and-before',
    params: ofDay,
    response: PlayAndBefore,
  },
  readArchiveMonth: {
    method: 'GET',
    path: '/archive/months/:month',
    params: Type.Object({ month: Month }),
    response: ArchivedPlays,
  },
  readArchiveDay: { method: 'GET', path: '/archive/days/:day', params: ofDay, response: ArchiveDay },
  mergeGuest: {
    method: 'PUT',
    path: '/guests/:guest/owner',
    // Checked after the token, by whoever admits the game in the name of a guest.
    params: Type.Object({ guest: Type.String() }),
    body: Player,
    response: GuestOwner,
  },
  reportWord: { method: 'POST', path: '/reports', body: WordReport, response: WordReport },
  listChoices: { method: 'GET', path: '/operator/choices', response: Choices },
  chooseAnswer: {
    method: 'PUT',
    path: '/operator/choices/:day',
    params: ofDay,
    body: sealedAnswer,
    response: Choice,
  },
  removeChoice: { method: 'DELETE', path: '/operator/choices/:day', params: ofDay },
  revealAnswer: {
    method: 'POST',
    path: '/operator/days/:day/reveal',
    params: ofDay,
    response: SealedReveal,
  },
} as const satisfies Record<string, Endpoint>;
