import { ErrorAnswer, Leaderboard, Period, PlayHistory, Statistics } from '@motus/contracts';
import type { Service } from '@motus/service';
import { Type } from 'typebox';
import type { ScoreClient } from '../score/score-client.ts';

/** What the ledger tells a player or a guest: past plays, statistics, leaderboards. */
export async function historyRoutes(app: Service, { score }: { score: ScoreClient }): Promise<void> {
  app.addHook('preHandler', app.requireVisitor);
  const errors = { '4xx': ErrorAnswer, 503: ErrorAnswer };

  app.get(
    '/plays',
    { schema: { tags: ['player'], summary: 'My finished plays', response: { 200: PlayHistory, ...errors } } },
    (request) => score.history(request),
  );

  app.get(
    '/statistics',
    { schema: { tags: ['player'], summary: 'My statistics', response: { 200: Statistics, ...errors } } },
    (request) => score.statistics(request),
  );

  app.get(
    '/leaderboards/:period',
    {
      schema: {
        tags: ['player'],
        summary: 'A leaderboard, with my own place',
        params: Type.Object({ period: Period }),
        response: { 200: Leaderboard, ...errors },
      },
    },
    (request) => score.leaderboard(request, request.params.period),
  );
}
