import {
  BlockedWord,
  BlockedWords,
  type Blockings,
  type Choice,
  type Choices,
  ChosenDay,
  ChosenDays,
  Day,
  ErrorAnswer,
  OperatorActions,
  ReportedWords,
  ReportHandling,
  ReportsQuery,
  RevealedDay,
  type SealedReveal,
  Word,
  WordChoice,
  WordReport,
} from '@motus/contracts';
import type { Lexicon } from '@motus/lexicon';
import type { Service } from '@motus/service';
import { Type } from 'typebox';
import { type ComingWords, wordUnknown } from '../game/coming-words.ts';
import type { DailyWord } from '../game/daily-word.ts';
import type { Game } from '../game/game.ts';
import { requireOperator } from '../login/operator.ts';
import type { Asking } from '../score/asking.ts';

interface Operated {
  readonly score: Asking;
  readonly game: Game;
  readonly lexicon: Lexicon;
  readonly dailyWord: DailyWord;
  readonly comingWords: ComingWords;
}

const OfDay = Type.Object({ day: Day });
const OfWord = Type.Object({ word: Word });
const tags = ['operator'];
const errors = { '4xx': ErrorAnswer, 503: ErrorAnswer };
const nothing = { 204: Type.Null(), ...errors };

/**
 * What an operator sees and decides. No answer here holds the word of a running or coming day, but for the one that is
 * asked for on purpose.
 */
export async function operatorRoutes(
  app: Service,
  { score, game, lexicon, dailyWord, comingWords }: Operated,
): Promise<void> {
  app.addHook('preHandler', app.requirePlayer);
  app.addHook('preHandler', requireOperator);

  app.get(
    '/actions',
    {
      schema: {
        tags,
        summary: 'What operators did: the last 1,000 actions',
        response: { 200: OperatorActions, ...errors },
      },
    },
    (request) => score.asPlayer<OperatorActions>(request, 'GET', 'operator/actions'),
  );

  app.get(
    '/reports',
    {
      schema: {
        tags,
        summary: 'The words that players reported, but for the word of the running day',
        querystring: ReportsQuery,
        response: { 200: ReportedWords, ...errors },
      },
    },
    async (request) => {
      const { handled = false, from = 0 } = request.query;
      const path = `operator/reports?handled=${handled}&from=${from}`;
      const [{ reports, next }, answer] = await Promise.all([
        score.asPlayer<ReportedWords>(request, 'GET', path),
        dailyWord(game.today()),
      ]);
      return { reports: reports.filter(({ word }) => word !== answer), next };
    },
  );

  app.put(
    '/reports/:kind/:word',
    {
      schema: {
        tags,
        summary: 'Marks a reported word as handled, or takes the mark back',
        params: WordReport,
        body: ReportHandling,
        response: { 200: WordReport, ...errors },
      },
    },
    (request) => {
      const { kind, word } = request.params;
      return score.asPlayer<WordReport>(request, 'PUT', `operator/reports/${kind}/${word}`, request.body);
    },
  );

  app.get(
    '/days',
    {
      schema: {
        tags,
        summary: 'The coming days whose word an operator has chosen',
        response: { 200: ChosenDays, ...errors },
      },
    },
    async (request) => {
      const { choices } = await score.asPlayer<Choices>(request, 'GET', 'operator/choices');
      return { days: choices.map(withoutWord) };
    },
  );

  app.put(
    '/days/:day/word',
    {
      schema: {
        tags,
        summary: 'Chooses the word of a day that has not begun, in place of any other',
        params: OfDay,
        body: WordChoice,
        response: { 200: ChosenDay, ...errors },
      },
    },
    async (request) => {
      const { day } = request.params;
      const { words } = await score.asPlayer<BlockedWords>(request, 'GET', 'operator/blocked-words');
      const blocked = words.map(({ word }) => word);
      const sealedAnswer = comingWords.seal(day, request.body.word, blocked);
      return withoutWord(
        await score.asPlayer<Choice>(request, 'PUT', `operator/choices/${day}`, { sealedAnswer }),
      );
    },
  );

  app.delete(
    '/days/:day/word',
    {
      schema: {
        tags,
        summary: 'Leaves a day that has not begun to the deal again',
        params: OfDay,
        response: nothing,
      },
    },
    async (request, reply) => {
      await score.asPlayer(request, 'DELETE', `operator/choices/${request.params.day}`);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/days/:day/reveal',
    {
      schema: {
        tags,
        summary:
          'Shows the word of the running day or a coming one; this account cannot play that day any more',
        params: OfDay,
        response: { 200: RevealedDay, ...errors },
      },
    },
    async (request) => {
      const { day } = request.params;
      const path = `operator/days/${day}/reveal`;
      const { sealedAnswer } = await score.asPlayer<SealedReveal>(request, 'POST', path);
      // Recorded now, where nobody has played it yet.
      if (day === game.today()) return { day, word: await dailyWord(day) };
      const { blockings } = await score.asGame<Blockings>('blockings', request.id);
      return { day, word: comingWords.open(day, sealedAnswer, blockings) };
    },
  );

  app.get(
    '/blocked-words',
    {
      schema: {
        tags,
        summary: 'The words that are never an answer',
        response: { 200: BlockedWords, ...errors },
      },
    },
    (request) => score.asPlayer<BlockedWords>(request, 'GET', 'operator/blocked-words'),
  );

  app.put(
    '/blocked-words/:word',
    {
      schema: {
        tags,
        summary:
          'Keeps a word from being the answer, from the next day on; a day for which it was chosen loses it',
        params: OfWord,
        response: { 200: BlockedWord, ...errors },
      },
    },
    async (request) => {
      const { word } = request.params;
      if (!lexicon.isValid(word)) throw wordUnknown();
      const blocked = await score.asPlayer<BlockedWord>(request, 'PUT', `operator/blocked-words/${word}`);
      const { choices } = await score.asPlayer<Choices>(request, 'GET', 'operator/choices');
      for (const day of comingWords.daysOf(word, choices)) {
        await score.asPlayer(request, 'DELETE', `operator/choices/${day}`);
      }
      return blocked;
    },
  );

  app.delete(
    '/blocked-words/:word',
    {
      schema: {
        tags,
        summary: 'Lets a word be an answer again',
        params: OfWord,
        response: nothing,
      },
    },
    async (request, reply) => {
      await score.asPlayer(request, 'DELETE', `operator/blocked-words/${request.params.word}`);
      return reply.code(204).send(null);
    },
  );
}

function withoutWord({ sealedAnswer: _, ...day }: Choice): ChosenDay {
  return day;
}
