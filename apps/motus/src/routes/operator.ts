import { type Blockings, type Choice, type ChosenDay, publicApi, routeOf, scoreApi } from '@motus/contracts';
import type { Lexicon } from '@motus/lexicon';
import type { Service } from '@motus/service';
import { type ComingWords, wordUnknown } from '../game/coming-words.ts';
import type { DailyWord } from '../game/daily-word.ts';
import type { Game } from '../game/game.ts';
import { requireOperator } from '../login/visitors.ts';
import type { Caller } from '../score/authorized-calls.ts';
import type { ScoreClient } from '../score/score-client.ts';
import { forward } from './forward.ts';

interface OperatorRouteOptions {
  readonly score: ScoreClient;
  readonly game: Game;
  readonly lexicon: Lexicon;
  readonly dailyWord: DailyWord;
  readonly comingWords: ComingWords;
  /** Resolves with all words that were ever blocked, the oldest first. */
  readonly readBlockings: () => Promise<Blockings>;
}

const tag = 'operator';

/** The operator's API. Only the response of `revealWord` contains the word of a running or coming day. */
export async function operatorRoutes(app: Service, options: OperatorRouteOptions): Promise<void> {
  app.addHook('preHandler', app.requirePlayer);
  app.addHook('preHandler', requireOperator);

  const { listActions, listReports, handleReport, listBlockedWords } = scoreApi;
  for (const endpoint of [listActions, listReports, handleReport, listBlockedWords]) {
    forward(app, endpoint, { score: options.score, tag, refusals: 'pass-on' });
  }
  addChosenDayRoutes(app, options);
  addBlockWordRoute(app, options);
}

/** The words that operators choose for coming days, and the word of a day, which they can reveal. */
function addChosenDayRoutes(
  app: Service,
  { score, game, dailyWord, comingWords, readBlockings }: OperatorRouteOptions,
): void {
  app.route({
    ...routeOf(publicApi.listChosenDays, tag),
    handler: async (request) => {
      const { choices, disqualified = [] } = await score.asPlayer(
        request,
        scoreApi.listChoices,
        {},
        'pass-on',
      );
      return { days: choices.map(withoutWord), disqualified };
    },
  });

  app.route({
    ...routeOf(publicApi.chooseWord, tag),
    handler: async (request) => {
      const { params, body } = request;
      const sealedAnswer = comingWords.seal(params.day, body.word, await blockedWords(request, score));
      const input = { params, body: { sealedAnswer } };
      return withoutWord(await score.asPlayer(request, scoreApi.chooseAnswer, input, 'pass-on'));
    },
  });

  app.route({
    ...routeOf(publicApi.removeChosenWord, tag),
    handler: async (request, reply) => {
      const { params } = request;
      await score.asPlayer(request, scoreApi.removeChoice, { params }, 'pass-on');
      return reply.code(204).send(null);
    },
  });

  app.route({
    ...routeOf(publicApi.revealWord, tag),
    handler: async (request) => {
      const { params } = request;
      const { day } = params;
      const { sealedAnswer } = await score.asPlayer(request, scoreApi.revealAnswer, { params }, 'pass-on');
      // Records the word where nobody has played today yet.
      if (day === game.today()) return { day, word: await dailyWord(day) };
      const [{ blockings }, blocked] = await Promise.all([readBlockings(), blockedWords(request, score)]);
      return { day, word: comingWords.open(day, sealedAnswer, blockings, blocked) };
    },
  });
}

/** Blocking a word does not touch the choices, of which it would tell: a blocked one no longer counts when its day begins. */
function addBlockWordRoute(app: Service, { score, lexicon }: OperatorRouteOptions): void {
  app.route({
    ...routeOf(publicApi.blockWord, tag),
    handler: async (request) => {
      const { body } = request;
      if (body.blocked && !lexicon.isValid(body.word)) throw wordUnknown();
      return score.asPlayer(request, scoreApi.blockWord, { body }, 'pass-on');
    },
  });
}

/** The blocked words that an operator is shown. */
async function blockedWords(operator: Caller, score: ScoreClient): Promise<string[]> {
  const { words } = await score.asPlayer(operator, scoreApi.listBlockedWords, {}, 'pass-on');
  return words.map(({ word }) => word);
}

function withoutWord({ sealedAnswer: _, ...day }: Choice): ChosenDay {
  return day;
}
