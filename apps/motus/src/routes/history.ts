import { historyEndpoints } from '@motus/contracts';
import type { Service } from '@motus/service';
import type { ScoreClient } from '../score/score-client.ts';
import { forward } from './forward.ts';

/** What a player or a guest reads of the ledger: past plays, statistics, leaderboards. */
export async function historyRoutes(app: Service, { score }: { score: ScoreClient }): Promise<void> {
  app.addHook('preHandler', app.requireVisitor);
  for (const endpoint of Object.values(historyEndpoints)) {
    forward(app, endpoint, { score, tag: 'player', refusals: 'unavailable' });
  }
}
