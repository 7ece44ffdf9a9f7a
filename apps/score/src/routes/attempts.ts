import { AttemptResults, Attempts, ErrorAnswer } from '@motus/contracts';
import type { Service } from '@motus/service';
import type { Ledger } from '../ledger/ledger.ts';

/** The one write of the ledger: a list of attempts, each of which succeeds or fails by itself. */
export async function attemptRoutes(app: Service, { ledger }: { ledger: Ledger }): Promise<void> {
  app.post(
    '/attempts',
    {
      preHandler: app.requireGame,
      // A group of attempts is larger than anything that a browser sends.
      bodyLimit: 64 * 1024,
      schema: { body: Attempts, response: { 200: AttemptResults, '4xx': ErrorAnswer } },
    },
    async ({ body }) => ({ results: await ledger.append(body.attempts) }),
  );
}
