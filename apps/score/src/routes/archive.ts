import { ArchiveDay, ArchivedPlays, Day, ErrorAnswer, Month } from '@motus/contracts';
import type { Service } from '@motus/service';
import type { preHandlerAsyncHookHandler } from 'fastify';
import { Type } from 'typebox';
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

  app.get(
    '/archive/months/:month',
    {
      schema: {
        params: Type.Object({ month: Month }),
        response: { 200: ArchivedPlays, '4xx': ErrorAnswer },
      },
    },
    async ({ playerId, params }) => ({ plays: await archive.month(playerId, params.month) }),
  );

  app.get(
    '/archive/days/:day',
    { schema: { params: Type.Object({ day: Day }), response: { 200: ArchiveDay, '4xx': ErrorAnswer } } },
    ({ playerId, params }) => archive.day(playerId, params.day),
  );
}
