import { Blockings, Day, DayRecord, ErrorAnswer } from '@motus/contracts';
import type { Service } from '@motus/service';
import { Type } from 'typebox';
import type { DayRecords } from '../days/day-records.ts';
import type { BlockedWords } from '../operator/blocked-words.ts';

const Params = Type.Object({ day: Day });
const Body = Type.Pick(DayRecord, ['sealedAnswer'], { additionalProperties: false });

/**
 * The record of a day, which is written once: the response has the answer that was recorded first. And the
 * blocked words, which the game needs to deal the answers.
 */
export async function dayRoutes(
  app: Service,
  { records, words }: { records: DayRecords; words: BlockedWords },
): Promise<void> {
  app.get(
    '/blockings',
    { preHandler: app.requireGame, schema: { response: { 200: Blockings, '4xx': ErrorAnswer } } },
    async () => ({ blockings: await words.blockings() }),
  );

  app.put(
    '/days/:day',
    {
      preHandler: app.requireGame,
      schema: { params: Params, body: Body, response: { 200: DayRecord, '4xx': ErrorAnswer } },
    },
    async ({ params, body }) => ({
      day: params.day,
      sealedAnswer: await records.record(params.day, body.sealedAnswer),
    }),
  );
}
