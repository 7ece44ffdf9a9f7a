import {
  ErrorAnswer,
  Invitation,
  InvitationRenewal,
  League,
  LeagueId,
  LeagueInvitation,
  LeagueJoining,
  LeagueNaming,
  Leagues,
  LeagueTable,
  Period,
  PlayerId,
} from '@motus/contracts';
import type { Service } from '@motus/service';
import { Type } from 'typebox';
import type { Asking } from '../score/asking.ts';

const Params = Type.Object({ id: LeagueId });
const tags = ['league'];
const errors = { '4xx': ErrorAnswer, 503: ErrorAnswer };
const league = { 200: League, ...errors };
const nothing = { 204: Type.Null(), ...errors };

/** Leagues: what the ledger keeps of them, for the players who are in them. */
export async function leagueRoutes(app: Service, { score }: { score: Asking }): Promise<void> {
  const preHandler = app.requirePlayer;

  app.get(
    '/leagues',
    { preHandler, schema: { tags, summary: 'My leagues', response: { 200: Leagues, ...errors } } },
    (request) => score.asPlayer<Leagues>(request, 'GET', 'leagues'),
  );

  app.put(
    '/leagues/:id',
    {
      preHandler,
      schema: {
        tags,
        summary: 'Makes a league under an id that the browser chooses; the same id again is the same league',
        params: Params,
        body: LeagueNaming,
        response: league,
      },
    },
    (request) => score.asPlayer<League>(request, 'PUT', `leagues/${request.params.id}`, request.body),
  );

  app.get(
    '/leagues/:id',
    {
      preHandler,
      schema: { tags, summary: 'A league that I am a member of', params: Params, response: league },
    },
    (request) => score.asPlayer<League>(request, 'GET', `leagues/${request.params.id}`),
  );

  app.delete(
    '/leagues/:id',
    {
      preHandler,
      schema: { tags, summary: 'Ends a league that I own', params: Params, response: nothing },
    },
    async (request, reply) => {
      await score.asPlayer(request, 'DELETE', `leagues/${request.params.id}`);
      return reply.code(204).send(null);
    },
  );

  app.put(
    '/leagues/:id/name',
    {
      preHandler,
      schema: {
        tags,
        summary: 'Renames a league that I own',
        params: Params,
        body: LeagueNaming,
        response: league,
      },
    },
    (request) => score.asPlayer<League>(request, 'PUT', `leagues/${request.params.id}/name`, request.body),
  );

  app.get(
    '/leagues/:id/invitation',
    {
      schema: {
        tags,
        summary: 'What an invitation invites to; no login is needed',
        params: Params,
        querystring: Type.Object({ token: Invitation }),
        response: { 200: LeagueInvitation, ...errors },
      },
    },
    ({ params, query, id }) =>
      score.asGame<LeagueInvitation>(`leagues/${params.id}/invitation?token=${query.token}`, id),
  );

  app.put(
    '/leagues/:id/invitation',
    {
      preHandler,
      schema: {
        tags,
        summary: 'Makes another invitation to a league that I own; the one that it replaces no longer counts',
        params: Params,
        body: InvitationRenewal,
        response: league,
      },
    },
    (request) =>
      score.asPlayer<League>(request, 'PUT', `leagues/${request.params.id}/invitation`, request.body),
  );

  app.put(
    '/leagues/:id/membership',
    {
      preHandler,
      schema: {
        tags,
        summary: 'Joins a league by its invitation',
        params: Params,
        body: LeagueJoining,
        response: league,
      },
    },
    (request) =>
      score.asPlayer<League>(request, 'PUT', `leagues/${request.params.id}/membership`, request.body),
  );

  app.delete(
    '/leagues/:id/membership',
    {
      preHandler,
      schema: {
        tags,
        summary: 'Leaves a league; it goes to its longest member where it was mine, and ends with its last',
        params: Params,
        response: nothing,
      },
    },
    async (request, reply) => {
      await score.asPlayer(request, 'DELETE', `leagues/${request.params.id}/membership`);
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/leagues/:id/members/:member',
    {
      preHandler,
      schema: {
        tags,
        summary: 'Removes a member from a league that I own, and makes another invitation',
        params: Type.Object({ id: LeagueId, member: PlayerId }),
        response: nothing,
      },
    },
    async (request, reply) => {
      const { id, member } = request.params;
      await score.asPlayer(request, 'DELETE', `leagues/${id}/members/${member}`);
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/leagues/:id/table/:period',
    {
      preHandler,
      schema: {
        tags,
        summary: 'The members of a league in the order of the leaderboard; those without a play come last',
        params: Type.Object({ id: LeagueId, period: Period }),
        response: { 200: LeagueTable, ...errors },
      },
    },
    (request) => {
      const { id, period } = request.params;
      return score.asPlayer<LeagueTable>(request, 'GET', `leagues/${id}/table/${period}`);
    },
  );
}
