import { routeOf, scoreApi } from '@motus/contracts';
import type { Service } from '@motus/service';
import type { DayRecords } from '../days/day-records.ts';
import type { BlockedWords } from '../operator/blocked-words.ts';

/**
 * The record of a day, which is written once: the response has the answer that was recorded first. And the
 * blocked words, which the game needs to pick the answers.
 */
export async function dayRoutes(
  app: Service,
  { records, words }: { records: DayRecords; words: BlockedWords },
): Promise<void> {
  app.route({
    ...routeOf(scoreApi.listBlockings),
    preHandler: app.requireGame,
    handler: async () => ({ blockings: await words.blockings() }),
  });

  app.route({
    ...routeOf(scoreApi.recordDay),
    preHandler: app.requireGame,
    handler: async ({ params, body }) => ({
      day: params.day,
      sealedAnswer: await records.record(params.day, body.sealedAnswer),
    }),
  });
}
