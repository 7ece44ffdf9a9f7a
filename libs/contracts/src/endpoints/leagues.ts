import { Type } from 'typebox';
import { Period } from '../leaderboard.ts';
import {
  Invitation,
  InvitationRenewal,
  League,
  LeagueId,
  LeagueInvitation,
  LeagueJoining,
  LeagueNaming,
  Leagues,
  LeagueTable,
} from '../league.ts';
import { PlayerId } from '../player.ts';
import type { Endpoint } from './endpoint.ts';

const params = Type.Object({ id: LeagueId });

/** Leagues: score serves them, motus forwards them. */
export const leagueEndpoints = {
  listLeagues: { method: 'GET', path: '/leagues', summary: 'My leagues', response: Leagues },
  createLeague: {
    method: 'PUT',
    path: '/leagues/:id',
    summary: 'Creates a league with an id that the browser chooses; the same id again is the same league',
    params,
    body: LeagueNaming,
    response: League,
  },
  readLeague: {
    method: 'GET',
    path: '/leagues/:id',
    summary: 'A league that I am a member of',
    params,
    response: League,
  },
  deleteLeague: {
    method: 'DELETE',
    path: '/leagues/:id',
    summary: 'Deletes a league that I own',
    params,
  },
  renameLeague: {
    method: 'PUT',
    path: '/leagues/:id/name',
    summary: 'Renames a league that I own',
    params,
    body: LeagueNaming,
    response: League,
  },
  readInvitation: {
    method: 'GET',
    path: '/leagues/:id/invitation',
    summary: 'The league of an invitation; no login is needed',
    params,
    query: Type.Object({ token: Invitation }),
    response: LeagueInvitation,
  },
  renewInvitation: {
    method: 'PUT',
    path: '/leagues/:id/invitation',
    summary: 'Replaces the invitation to a league that I own; the old one is no longer valid',
    params,
    body: InvitationRenewal,
    response: League,
  },
  joinLeague: {
    method: 'PUT',
    path: '/leagues/:id/membership',
    summary: 'Joins a league with its invitation',
    params,
    body: LeagueJoining,
    response: League,
  },
  leaveLeague: {
    method: 'DELETE',
    path: '/leagues/:id/membership',
    summary: 'Leaves a league; its longest member becomes its owner where I was, and the last one deletes it',
    params,
  },
  removeMember: {
    method: 'DELETE',
    path: '/leagues/:id/members/:member',
    summary: 'Removes a member from a league that I own, and replaces the invitation',
    params: Type.Object({ id: LeagueId, member: PlayerId }),
  },
  readLeagueTable: {
    method: 'GET',
    path: '/leagues/:id/table/:period',
    summary: 'The members of a league in the order of the leaderboard; those without a play come last',
    params: Type.Object({ id: LeagueId, period: Period }),
    response: LeagueTable,
  },
} as const satisfies Record<string, Endpoint>;
