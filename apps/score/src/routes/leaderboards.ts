import { ErrorAnswer, Leaderboard, Period } from '@motus/contracts';
import type { Service } from '@motus/service';
import type { preHandlerAsyncHookHandler } from 'fastify';
import { Type } from 'typebox';
import type { Leaderboards } from '../leaderboards/leaderboards.ts';
import { periodKey } from '../leaderboards/periods.ts';
import type { Publication } from '../leaderboards/publication.ts';

/**
 * The leaderboards of the current day, week and month, and of all time.
 *
 * @param options.admit finds out who reads, and sets `request.playerId`
 */
export async function leaderboardRoutes(
  app: Service,
  options: {
    admit: preHandlerAsyncHookHandler;
    leaderboards: Leaderboards;
    publication: Pick<Publication, 'settled'>;
    today: () => string;
  },
): Promise<void> {
  const { admit, leaderboards, publication, today } = options;
  app.get(
    '/leaderboards/:period',
    {
      preHandler: admit,
      schema: {
        params: Type.Object({ period: Period }),
        response: { 200: Leaderboard, '4xx': ErrorAnswer },
      },
    },
    async ({ playerId, params }) => {
      await publication.settled();
      return leaderboards.read(params.period, periodKey(params.period, today()), playerId);
    },
  );
}
