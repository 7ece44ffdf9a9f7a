import { ErrorAnswer, Leaderboard, Period } from '@motus/contracts';
import type { Service } from '@motus/service';
import { Type } from 'typebox';
import type { Leaderboards } from '../leaderboards/leaderboards.ts';
import { periodKey } from '../leaderboards/periods.ts';

/** The leaderboards of the current day, week and month, and of all time. */
export async function leaderboardRoutes(
  app: Service,
  { leaderboards, today }: { leaderboards: Leaderboards; today: () => string },
): Promise<void> {
  app.get(
    '/leaderboards/:period',
    {
      preHandler: app.requirePlayer,
      schema: {
        params: Type.Object({ period: Period }),
        response: { 200: Leaderboard, '4xx': ErrorAnswer },
      },
    },
    ({ playerId, params }) => leaderboards.read(params.period, periodKey(params.period, today()), playerId),
  );
}
