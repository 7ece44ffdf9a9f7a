import { Day, ErrorAnswer, Play, PlayAndBefore, PlayHistory, Statistics } from '@motus/contracts';
import type { Service } from '@motus/service';
import type { preHandlerAsyncHookHandler } from 'fastify';
import { Type } from 'typebox';
import type { Ledger } from '../ledger/ledger.ts';
import { statistics } from '../statistics.ts';

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

  app.get(
    '/plays',
    { schema: { response: { 200: PlayHistory, '4xx': ErrorAnswer } } },
    async ({ playerId }) => ({ plays: await ledger.history(playerId) }),
  );

  app.get(
    '/plays/:day',
    { schema: { params: Type.Object({ day: Day }), response: { 200: Play, '4xx': ErrorAnswer } } },
    ({ playerId, params }) => ledger.play(playerId, params.day),
  );

  app.get(
    '/plays/:day/and-before',
    {
      schema: { params: Type.Object({ day: Day }), response: { 200: PlayAndBefore, '4xx': ErrorAnswer } },
    },
    ({ playerId, params }) => ledger.playAndBefore(playerId, params.day),
  );

  app.get(
    '/statistics',
    { schema: { response: { 200: Statistics, '4xx': ErrorAnswer } } },
    async ({ playerId }) => statistics(await ledger.history(playerId), today()),
  );
}
