import { routeOf, scoreApi } from '@motus/contracts';
import type { Service } from '@motus/service';
import type { preHandlerAsyncHookHandler } from 'fastify';
import type { Archive } from '../ledger/archive.ts';

/**
 * The plays of a player on past days.
 *
 * @param options.authorize checks who reads, and sets `request.playerId`
 */
export async function archiveRoutes(
  app: Service,
  { authorize, archive }: { authorize: preHandlerAsyncHookHandler; archive: Archive },
): Promise<void> {
  app.addHook('preHandler', authorize);

  app.route({
    ...routeOf(scoreApi.readArchiveMonth),
    handler: async ({ playerId, params }) => ({ plays: await archive.month(playerId, params.month) }),
  });

  app.route({
    ...routeOf(scoreApi.readArchiveDay),
    handler: ({ playerId, params }) => archive.day(playerId, params.day),
  });
}
