import { ErrorAnswer, GuestOwner, isGuest, Player } from '@motus/contracts';
import { type Service, ServiceError } from '@motus/service';
import type { GuestMove } from '../ledger/merge-guest.ts';

/** What becomes of a guest who gets an account. */
export async function guestRoutes(app: Service, { move }: { move: GuestMove }): Promise<void> {
  app.put(
    '/owner',
    {
      preHandler: app.requireGuest,
      schema: { body: Player, response: { 200: GuestOwner, '4xx': ErrorAnswer } },
    },
    async ({ playerId, body }) => {
      if (isGuest(body.id)) throw new ServiceError(400, 'bad_request', 'Un invité n’a pas d’autre invité.');
      return { owner: await move(playerId, body) };
    },
  );
}
