import { MAX_ATTEMPTS_PER_REQUEST, REQUEST_IDS_HEADER, routeOf, scoreApi } from '@motus/contracts';
import type { Service } from '@motus/service';
import type { FastifyRequest } from 'fastify';
import type { Ledger } from '../ledger/ledger.ts';

/** The only write of the ledger: a list of attempts, each of which succeeds or fails alone. */
export async function attemptRoutes(app: Service, { ledger }: { ledger: Ledger }): Promise<void> {
  app.route({
    ...routeOf(scoreApi.appendAttempts),
    onRequest: async (request) => {
      // In every line of the batch, so that a search for the id of any of its attempts finds them.
      request.log = request.log.child({ requestIds: requestIdsOf(request) });
    },
    preHandler: app.requireGame,
    // Larger than the default of the other routes: a batch of attempts of several players.
    bodyLimit: 64 * 1024,
    handler: async ({ body, log }) => {
      const results = await ledger.append(body.attempts);
      log.info({ event: 'attempts_appended', attempts: results.length }, 'attempts appended');
      return { results };
    },
  });
}

/** The ids of the players' requests whose attempts are in this batch. */
function requestIdsOf({ headers, id }: FastifyRequest): string[] {
  const ids = String(headers[REQUEST_IDS_HEADER] ?? '').split(',', MAX_ATTEMPTS_PER_REQUEST);
  const valid = ids.filter((one) => /^[\w-]{1,64}$/.test(one));
  return valid.length > 0 ? valid : [id];
}
