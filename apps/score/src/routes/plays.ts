import { routeOf, scoreApi } from '@motus/contracts';
import type { Service } from '@motus/service';
import type { preHandlerAsyncHookHandler } from 'fastify';
import type { Ledger } from '../ledger/ledger.ts';
import { statistics } from '../statistics/statistics.ts';

/**
 * What a player may read of the ledger: the player's own plays, and nobody else's.
 *
 * @param options.authorize checks who reads, and sets `request.playerId`
 */
export async function playRoutes(
  app: Service,
  {
    authorize,
    ledger,
    today,
  }: { authorize: preHandlerAsyncHookHandler; ledger: Ledger; today: () => string },
): Promise<void> {
  app.addHook('preHandler', authorize);

  app.route({
    ...routeOf(scoreApi.listPlays),
    handler: async ({ playerId }) => ({ plays: await ledger.history(playerId) }),
  });

  app.route({
    ...routeOf(scoreApi.readPlay),
    handler: ({ playerId, params }) => ledger.play(playerId, params.day),
  });

  app.route({
    ...routeOf(scoreApi.readPlayAndBefore),
    handler: ({ playerId, params }) => ledger.playAndBefore(playerId, params.day),
  });

  app.route({
    ...routeOf(scoreApi.readStatistics),
    handler: async ({ playerId }) => statistics(await ledger.history(playerId), today()),
  });
}
