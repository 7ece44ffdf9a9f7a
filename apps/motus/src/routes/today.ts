import { publicApi, routeOf, scoreApi } from '@motus/contracts';
import type { Service } from '@motus/service';
import type { Game } from '../game/game.ts';
import type { ScoreClient } from '../score/score-client.ts';

/** The game of today, and yesterday's where it can still be finished. */
export async function todayRoutes(
  app: Service,
  { game, score }: { game: Game; score: ScoreClient },
): Promise<void> {
  app.route({
    ...routeOf(publicApi.readToday, 'game'),
    preHandler: app.welcomeVisitor,
    handler: async (request) => {
      const input = { params: { day: game.today() } };
      const { play, before } = await score.asPlayer(
        request,
        scoreApi.readPlayAndBefore,
        input,
        'unavailable',
      );
      const unfinished = before.state === 'playing' && before.rows.length > 0 && !before.disqualified;
      return {
        game: await game.view(play),
        ...(unfinished ? { unfinished: await game.view(before) } : {}),
        nextWordAt: game.nextWordAt(),
        now: game.now(),
      };
    },
  });
}
