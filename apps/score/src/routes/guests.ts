import { isGuest, routeOf, scoreApi } from '@motus/contracts';
import { type Service, ServiceError } from '@motus/service';
import type { MergeGuest } from '../ledger/merge-guest.ts';

/** Merges a guest into an account. */
export async function guestRoutes(app: Service, { mergeGuest }: { mergeGuest: MergeGuest }): Promise<void> {
  app.route({
    ...routeOf(scoreApi.mergeGuest),
    preHandler: app.requireGuest,
    handler: async ({ playerId, body }) => {
      if (isGuest(body.id)) throw new ServiceError(400, 'bad_request', 'Un invité n’a pas d’autre invité.');
      return { owner: await mergeGuest(playerId, body) };
    },
  });
}
