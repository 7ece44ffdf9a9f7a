import { routeOf, scoreApi } from '@motus/contracts';
import type { Service } from '@motus/service';
import type { Store } from '@motus/store';
import { periodKey } from '../leaderboards/periods.ts';
import type { Publication } from '../leaderboards/publication.ts';
import { rankPlayers } from '../leaderboards/rank-players.ts';
import type { Leagues as LeagueStore } from '../leagues/leagues.ts';

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

  app.route({
    ...routeOf(scoreApi.listLeagues),
    preHandler,
    handler: async ({ playerId }) => ({ leagues: await leagues.list(playerId) }),
  });

  app.route({
    ...routeOf(scoreApi.createLeague),
    preHandler,
    handler: ({ player, params, body }) => leagues.create(params.id, player, body.name),
  });

  app.route({
    ...routeOf(scoreApi.readLeague),
    preHandler,
    handler: ({ playerId, params }) => leagues.read(params.id, playerId),
  });

  app.route({
    ...routeOf(scoreApi.renameLeague),
    preHandler,
    handler: ({ playerId, params, body }) => leagues.rename(params.id, playerId, body.name),
  });

  app.route({
    ...routeOf(scoreApi.deleteLeague),
    preHandler,
    handler: async ({ playerId, params }, reply) => {
      await leagues.delete(params.id, playerId);
      return reply.code(204).send(null);
    },
  });

  app.route({
    ...routeOf(scoreApi.readInvitation),
    // The game asks, because somebody without an account may look at an invitation too.
    preHandler: app.requireGame,
    handler: ({ params, query }) => leagues.invitation(params.id, query.token),
  });

  app.route({
    ...routeOf(scoreApi.renewInvitation),
    preHandler,
    handler: ({ playerId, params, body }) => leagues.renewInvitation(params.id, playerId, body.replaces),
  });

  app.route({
    ...routeOf(scoreApi.joinLeague),
    preHandler,
    handler: ({ player, params, body }) => leagues.join(params.id, player, body.invitation),
  });

  app.route({
    ...routeOf(scoreApi.leaveLeague),
    preHandler,
    handler: async ({ playerId, params }, reply) => {
      await leagues.remove(params.id, playerId, playerId);
      return reply.code(204).send(null);
    },
  });

  app.route({
    ...routeOf(scoreApi.removeMember),
    preHandler,
    handler: async ({ playerId, params }, reply) => {
      await leagues.remove(params.id, playerId, params.member);
      return reply.code(204).send(null);
    },
  });

  app.route({
    ...routeOf(scoreApi.readLeagueTable),
    preHandler,
    handler: async ({ playerId, params }) => {
      const { members } = await leagues.read(params.id, playerId);
      const players = members.map(({ player }) => player);
      await publication.whenPublished();
      return rankPlayers(store, params.period, periodKey(params.period, today()), players);
    },
  });
}
