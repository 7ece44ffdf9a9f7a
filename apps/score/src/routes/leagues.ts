import { routeOf, scoreApi } from '@motus/contracts';
import type { Service } from '@motus/service';
import type { Store } from '@motus/store';
import { Counter } from 'prom-client';
import { periodKey } from '../leaderboards/periods.ts';
import type { Publication } from '../leaderboards/publication.ts';
import { rankPlayers } from '../leaderboards/rank-players.ts';
import type { Leagues as LeagueStore } from '../leagues/leagues.ts';

interface LeagueRouteOptions {
  readonly leagues: LeagueStore;
  readonly store: Store;
  readonly publication: Pick<Publication, 'whenPublished'>;
  readonly today: () => string;
}

/** Leagues. A league is visible to its members, and to players who have its invitation. */
export async function leagueRoutes(app: Service, options: LeagueRouteOptions): Promise<void> {
  addInvitationRoute(app, options);
  await app.register(async (players) => {
    players.addHook('preHandler', app.requirePlayer);
    addLeagueRoutes(players, options);
    addMembershipRoutes(players, options);
    addTableRoute(players, options);
  });
}

/** The game reads an invitation by its own token, because somebody without an account may look at it, too. */
function addInvitationRoute(app: Service, { leagues }: LeagueRouteOptions): void {
  app.route({
    ...routeOf(scoreApi.readInvitation),
    preHandler: app.requireGame,
    handler: ({ params, query }) => leagues.invitation(params.id, query.token),
  });
}

function addLeagueRoutes(app: Service, { leagues }: LeagueRouteOptions): void {
  const created = new Counter({
    name: 'leagues_created_total',
    help: 'Leagues created',
    registers: [app.metrics],
  });

  app.route({
    ...routeOf(scoreApi.listLeagues),
    handler: async ({ playerId }) => ({ leagues: await leagues.list(playerId) }),
  });

  app.route({
    ...routeOf(scoreApi.createLeague),
    handler: async ({ player, params, body, log }) => {
      const { league, isNew } = await leagues.create(params.id, player, body.name);
      if (isNew) {
        created.inc();
        log.info({ event: 'league_created', league: params.id, player: player.id }, 'league created');
      }
      return league;
    },
  });

  app.route({
    ...routeOf(scoreApi.readLeague),
    handler: ({ playerId, params }) => leagues.read(params.id, playerId),
  });

  app.route({
    ...routeOf(scoreApi.renameLeague),
    handler: ({ playerId, params, body }) => leagues.rename(params.id, playerId, body.name),
  });

  app.route({
    ...routeOf(scoreApi.deleteLeague),
    handler: async ({ playerId, params }, reply) => {
      await leagues.delete(params.id, playerId);
      return reply.code(204).send(null);
    },
  });
}

/** How players join and leave a league. */
function addMembershipRoutes(app: Service, { leagues }: LeagueRouteOptions): void {
  const joins = new Counter({
    name: 'league_joins_total',
    help: 'Players who joined a league, without those who created it',
    registers: [app.metrics],
  });

  app.route({
    ...routeOf(scoreApi.renewInvitation),
    handler: ({ playerId, params, body }) => leagues.renewInvitation(params.id, playerId, body.replaces),
  });

  app.route({
    ...routeOf(scoreApi.joinLeague),
    handler: async ({ player, params, body, log }) => {
      const { league, isNew } = await leagues.join(params.id, player, body.invitation);
      if (isNew) {
        joins.inc();
        log.info({ event: 'league_joined', league: params.id, player: player.id }, 'league joined');
      }
      return league;
    },
  });

  app.route({
    ...routeOf(scoreApi.leaveLeague),
    handler: async ({ playerId, params }, reply) => {
      await leagues.remove(params.id, playerId, playerId);
      return reply.code(204).send(null);
    },
  });

  app.route({
    ...routeOf(scoreApi.removeMember),
    handler: async ({ playerId, params }, reply) => {
      await leagues.remove(params.id, playerId, params.member);
      return reply.code(204).send(null);
    },
  });
}

function addTableRoute(app: Service, { leagues, store, publication, today }: LeagueRouteOptions): void {
  app.route({
    ...routeOf(scoreApi.readLeagueTable),
    handler: async ({ playerId, params }) => {
      const { members } = await leagues.read(params.id, playerId);
      const players = members.map(({ player }) => player);
      await publication.whenPublished();
      return rankPlayers(store, params.period, periodKey(params.period, today()), players);
    },
  });
}
