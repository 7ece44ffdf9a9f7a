import { routeOf, scoreApi } from '@motus/contracts';
import type { Service } from '@motus/service';
import type { Reports } from '../word-reports/word-reports.ts';

/** The reports of players about words. */
export async function reportRoutes(app: Service, { reports }: { reports: Reports }): Promise<void> {
  app.route({
    ...routeOf(scoreApi.reportWord),
    preHandler: app.requirePlayer,
    handler: async ({ playerId, body, log }) => {
      if (await reports.report(playerId, body)) {
        // Without the word, which may be the answer of the running day.
        log.info({ event: 'word_reported', kind: body.kind, player: playerId }, 'word reported');
      }
      return body;
    },
  });
}
