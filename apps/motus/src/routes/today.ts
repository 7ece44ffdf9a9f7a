import { ErrorAnswer, Today } from '@motus/contracts';
import type { Service } from '@motus/service';
import type { Game } from '../game/game.ts';
import type { ScoreClient } from '../score/score-client.ts';

/** The game of today, and yesterday's where it can still be finished. */
export async function todayRoutes(
  app: Service,
  { game, score }: { game: Game; score: ScoreClient },
): Promise<void> {
  app.get(
    '/today',
    {
      preHandler: app.welcomeVisitor,
      schema: {
        tags: ['game'],
        summary: "Today's game for this player or guest",
        response: { 200: Today, '4xx': ErrorAnswer, 503: ErrorAnswer },
      },
    },
    async (request) => {
      const { play, before } = await score.playAndBefore(request, game.today());
      const unfinished = before.state === 'playing' && before.rows.length > 0;
      return {
        game: await game.view(play),
        ...(unfinished ? { unfinished: await game.view(before) } : {}),
        nextWordAt: game.nextWordAt(),
        now: game.now(),
      };
    },
  );
}
