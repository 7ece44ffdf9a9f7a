import { routeOf, scoreApi } from '@motus/contracts';
import type { Service } from '@motus/service';
import type { preHandlerAsyncHookHandler } from 'fastify';
import type { Leaderboards } from '../leaderboards/leaderboards.ts';
import { periodKey } from '../leaderboards/periods.ts';
import type { Publication } from '../leaderboards/publication.ts';

/**
 * The leaderboards of the current day, week and month, and of all time.
 *
 * @param options.authorize checks who reads, and sets `request.playerId`
 */
export async function leaderboardRoutes(
  app: Service,
  options: {
    authorize: preHandlerAsyncHookHandler;
    leaderboards: Leaderboards;
    publication: Pick<Publication, 'whenPublished'>;
    today: () => string;
  },
): Promise<void> {
  const { authorize, leaderboards, publication, today } = options;
  app.route({
    ...routeOf(scoreApi.readLeaderboard),
    preHandler: authorize,
    handler: async ({ playerId, params }) => {
      await publication.whenPublished();
      return leaderboards.read(params.period, periodKey(params.period, today()), playerId);
    },
  });
}
