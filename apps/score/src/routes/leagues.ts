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
import type { Store } from '@motus/store';
import { Type } from 'typebox';
import { periodKey } from '../leaderboards/periods.ts';
import type { Publication } from '../leaderboards/publication.ts';
import { rankPlayers } from '../leaderboards/rank-players.ts';
import type { Leagues as LeagueStore } from '../leagues/leagues.ts';

const Params = Type.Object({ id: LeagueId });
const errors = { '4xx': ErrorAnswer };
const leagueResponse = { 200: League, ...errors };
const noContent = { 204: Type.Null(), ...errors };

/** Leagues. A league is visible to its members, and to players who have its invitation. */
export async function leagueRoutes(
  app: Service,
  options: {
    leagues: LeagueStore;
    store: Store;
    publication: Pick<Publication, 'whenPublished'>;
    today: () => string;
  },
): Promise<void> {
  const { leagues, store, publication, today } = options;
  const preHandler = app.requirePlayer;

  app.get('/leagues', { preHandler, schema: { response: { 200: Leagues, ...errors } } }, async (request) => ({
    leagues: await leagues.list(request.playerId),
  }));

  app.put(
    '/leagues/:id',
    { preHandler, schema: { params: Params, body: LeagueNaming, response: leagueResponse } },
    ({ player, params, body }) => leagues.create(params.id, player, body.name),
  );

  app.get(
    '/leagues/:id',
    { preHandler, schema: { params: Params, response: leagueResponse } },
    ({ playerId, params }) => leagues.read(params.id, playerId),
  );

  app.put(
    '/leagues/:id/name',
    { preHandler, schema: { params: Params, body: LeagueNaming, response: leagueResponse } },
    ({ playerId, params, body }) => leagues.rename(params.id, playerId, body.name),
  );

  app.delete(
    '/leagues/:id',
    { preHandler, schema: { params: Params, response: noContent } },
    async ({ playerId, params }, reply) => {
      await leagues.delete(params.id, playerId);
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/leagues/:id/invitation',
    {
      // The game asks, because somebody without an account may look at an invitation too.
      preHandler: app.requireGame,
      schema: {
        params: Params,
        querystring: Type.Object({ token: Invitation }),
        response: { 200: LeagueInvitation, ...errors },
      },
    },
    ({ params, query }) => leagues.invitation(params.id, query.token),
  );

  app.put(
    '/leagues/:id/invitation',
    { preHandler, schema: { params: Params, body: InvitationRenewal, response: leagueResponse } },
    ({ playerId, params, body }) => leagues.renewInvitation(params.id, playerId, body.replaces),
  );

  app.put(
    '/leagues/:id/membership',
    { preHandler, schema: { params: Params, body: LeagueJoining, response: leagueResponse } },
    ({ player, params, body }) => leagues.join(params.id, player, body.invitation),
  );

  app.delete(
    '/leagues/:id/membership',
    { preHandler, schema: { params: Params, response: noContent } },
    async ({ playerId, params }, reply) => {
      await leagues.remove(params.id, playerId, playerId);
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/leagues/:id/members/:member',
    {
      preHandler,
      schema: { params: Type.Object({ id: LeagueId, member: PlayerId }), response: noContent },
    },
    async ({ playerId, params }, reply) => {
      await leagues.remove(params.id, playerId, params.member);
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/leagues/:id/table/:period',
    {
      preHandler,
      schema: {
        params: Type.Object({ id: LeagueId, period: Period }),
        response: { 200: LeagueTable, ...errors },
      },
    },
    async ({ playerId, params }) => {
      const { members } = await leagues.read(params.id, playerId);
      const players = members.map(({ player }) => player);
      await publication.whenPublished();
      return rankPlayers(store, params.period, periodKey(params.period, today()), players);
    },
  );
}
