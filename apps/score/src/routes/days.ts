import { routeOf, scoreApi } from '@motus/contracts';
import type { Service } from '@motus/service';
import type { DayChoices } from '../days/day-choices.ts';
import type { DayRecords } from '../days/day-records.ts';
import type { BlockedWords } from '../operator/blocked-words.ts';

/**
 * The record of a day, which is written once: the response has the answer that was recorded first. And the
 * blocked words and the choice of a day, which the game needs to pick its answer.
 */
export async function dayRoutes(
  app: Service,
  { records, words, choices }: { records: DayRecords; words: BlockedWords; choices: DayChoices },
): Promise<void> {
  app.route({
    ...routeOf(scoreApi.listBlockings),
    preHandler: app.requireGame,
    handler: async ({ query: { day } }) => {
      const [blockings, choice] = await Promise.all([
        words.blockings(),
        day === undefined ? undefined : choices.choice(day),
      ]);
      return { blockings, ...(choice !== undefined && { choice }) };
    },
  });

  app.route({
    ...routeOf(scoreApi.recordDay),
    preHandler: app.requireGame,
    handler: async ({ params, body }) => ({
      day: params.day,
      sealedAnswer: await records.record(params.day, body.sealedAnswer, body.voidChoice),
    }),
  });
}
