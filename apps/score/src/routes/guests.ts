import { isGuest, routeOf, scoreApi } from '@motus/contracts';
import { type Service, ServiceError } from '@motus/service';
import { Counter } from 'prom-client';
import type { MergeGuest } from '../ledger/merge-guest.ts';

/** Merges a guest into an account. */
export async function guestRoutes(app: Service, { mergeGuest }: { mergeGuest: MergeGuest }): Promise<void> {
  const merged = new Counter({
    name: 'guests_merged_total',
    help: 'Guests whose plays were merged into an account',
    registers: [app.metrics],
  });
  app.route({
    ...routeOf(scoreApi.mergeGuest),
    preHandler: app.requireGuest,
    handler: async ({ playerId, body, log }) => {
      if (isGuest(body.id)) throw new ServiceError(400, 'bad_request', 'Un invité n’a pas d’autre invité.');
      const { owner, isNew } = await mergeGuest(playerId, body);
      if (isNew) {
        merged.inc();
        log.info({ event: 'guest_merged', player: owner }, 'guest merged into an account');
      }
      return { owner };
    },
  });
}
