import { ErrorAnswer, WordReport } from '@motus/contracts';
import type { Service } from '@motus/service';
import type { Reports } from '../word-reports/word-reports.ts';

/** The reports of players about words. */
export async function reportRoutes(app: Service, { reports }: { reports: Reports }): Promise<void> {
  app.post(
    '/reports',
    {
      preHandler: app.requirePlayer,
      schema: { body: WordReport, response: { 200: WordReport, '4xx': ErrorAnswer } },
    },
    async ({ playerId, body }) => {
      await reports.report(playerId, body);
      return body;
    },
  );
}
