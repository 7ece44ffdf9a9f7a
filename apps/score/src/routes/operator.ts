import {
  BlockedWord,
  BlockedWords,
  Choice,
  Choices,
  Day,
  DayRecord,
  ErrorAnswer,
  OperatorActions,
  ReportedWords,
  ReportHandling,
  ReportsQuery,
  SealedReveal,
  Word,
  WordReport,
} from '@motus/contracts';
import type { Service } from '@motus/service';
import type { Store } from '@motus/store';
import { Type } from 'typebox';
import type { DayChoices } from '../days/day-choices.ts';
import { disqualify } from '../ledger/disqualifications.ts';
import type { OperatorActions as Actions } from '../operator/actions.ts';
import type { BlockedWords as Words } from '../operator/blocked-words.ts';
import type { Reports } from '../word-reports/word-reports.ts';

interface OperatorRouteOptions {
  readonly store: Store;
  readonly actions: Actions;
  readonly choices: DayChoices;
  readonly words: Words;
  readonly reports: Reports;
}

const DayParams = Type.Object({ day: Day });
const WordParams = Type.Object({ word: Word });
const errors = { '4xx': ErrorAnswer };
const noContent = { 204: Type.Null(), ...errors };

/** What an operator may see and do; each change is recorded with who made it. */
export async function operatorRoutes(
  app: Service,
  { store, actions, choices, words, reports }: OperatorRouteOptions,
): Promise<void> {
  app.addHook('preHandler', app.requireOperator);

  app.get('/actions', { schema: { response: { 200: OperatorActions, ...errors } } }, async () => ({
    actions: await actions.list(),
  }));

  app.get(
    '/reports',
    { schema: { querystring: ReportsQuery, response: { 200: ReportedWords, ...errors } } },
    ({ query }) => reports.list(query),
  );

  app.put(
    '/reports/:kind/:word',
    { schema: { params: WordReport, body: ReportHandling, response: { 200: WordReport, ...errors } } },
    (request) => {
      const { params, body } = request;
      const action = body.handled ? 'report_handled' : 'report_reopened';
      return actions.perform(request, action, params.word, async () => {
        await reports.handle(params, body.handled);
        return params;
      });
    },
  );

  app.get('/choices', { schema: { response: { 200: Choices, ...errors } } }, async () => ({
    choices: await choices.list(),
  }));

  app.put(
    '/choices/:day',
    {
      schema: {
        params: DayParams,
        body: Type.Pick(DayRecord, ['sealedAnswer'], { additionalProperties: false }),
        response: { 200: Choice, ...errors },
      },
    },
    (request) => {
      const { params, body, player } = request;
      return actions.perform(request, 'word_chosen', params.day, () =>
        choices.choose(params.day, body.sealedAnswer, player),
      );
    },
  );

  app.delete(
    '/choices/:day',
    { schema: { params: DayParams, response: noContent } },
    async (request, reply) => {
      const { day } = request.params;
      await actions.perform(request, 'choice_removed', day, () => choices.remove(day));
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/days/:day/reveal',
    { schema: { params: DayParams, response: { 200: SealedReveal, ...errors } } },
    (request) => {
      const { day } = request.params;
      return actions.perform(request, 'word_revealed', day, async () => {
        const sealedAnswer = await choices.sealedAnswer(day);
        await disqualify(store, request.playerId, day);
        return { day, sealedAnswer };
      });
    },
  );

  app.get('/blocked-words', { schema: { response: { 200: BlockedWords, ...errors } } }, async () => ({
    words: await words.list(),
  }));

  app.put(
    '/blocked-words/:word',
    { schema: { params: WordParams, response: { 200: BlockedWord, ...errors } } },
    (request) => {
      const { word } = request.params;
      return actions.perform(request, 'word_blocked', word, () => words.block(word, request.player));
    },
  );

  app.delete(
    '/blocked-words/:word',
    { schema: { params: WordParams, response: noContent } },
    async (request, reply) => {
      const { word } = request.params;
      await actions.perform(request, 'word_unblocked', word, () => words.unblock(word));
      return reply.code(204).send(null);
    },
  );
}
