import { routeOf, scoreApi } from '@motus/contracts';
import type { Service } from '@motus/service';
import type { Ledger } from '../ledger/ledger.ts';

/** The only write of the ledger: a list of attempts, each of which succeeds or fails alone. */
export async function attemptRoutes(app: Service, { ledger }: { ledger: Ledger }): Promise<void> {
  app.route({
    ...routeOf(scoreApi.appendAttempts),
    preHandler: app.requireGame,
    // Larger than the default of the other routes: a batch of attempts of several players.
    bodyLimit: 64 * 1024,
    handler: async ({ body }) => ({ results: await ledger.append(body.attempts) }),
  });
}
