import { type Choice, type ChosenDay, publicApi, routeOf, scoreApi } from '@motus/contracts';
import type { Blocking, Lexicon } from '@motus/lexicon';
import type { Service } from '@motus/service';
import { type ComingWords, wordUnknown } from '../game/coming-words.ts';
import type { DailyWord } from '../game/daily-word.ts';
import type { Game } from '../game/game.ts';
import { requireOperator } from '../login/visitors.ts';
import type { ScoreClient } from '../score/score-client.ts';
import { forward } from './forward.ts';

interface OperatorRouteOptions {
  readonly score: ScoreClient;
  readonly game: Game;
  readonly lexicon: Lexicon;
  readonly dailyWord: DailyWord;
  readonly comingWords: ComingWords;
  /** Resolves with all words that were ever blocked, the oldest first. */
  readonly readBlockings: () => Promise<readonly Blocking[]>;
}

const tag = 'operator';

/** The operator's API. Only the response of `revealWord` contains the word of a running or coming day. */
export async function operatorRoutes(app: Service, options: OperatorRouteOptions): Promise<void> {
  app.addHook('preHandler', app.requirePlayer);
  app.addHook('preHandler', requireOperator);

  const { listActions, handleReport, listBlockedWords, unblockWord } = scoreApi;
  for (const endpoint of [listActions, handleReport, listBlockedWords, unblockWord]) {
    forward(app, endpoint, { score: options.score, tag, refusals: 'pass-on' });
  }
  addReportRoute(app, options);
  addChosenDayRoutes(app, options);
  addBlockWordRoute(app, options);
}

function addReportRoute(app: Service, { score, game, dailyWord }: OperatorRouteOptions): void {
  app.route({
    ...routeOf(publicApi.listReports, tag),
    handler: async (request) => {
      const { handled = false, from = 0 } = request.query;
      const [{ reports, next }, answer] = await Promise.all([
        score.asPlayer(request, scoreApi.listReports, { query: { handled, from } }, 'pass-on'),
        dailyWord(game.today()),
      ]);
      return { reports: reports.filter(({ word }) => word !== answer), next };
    },
  });
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
      const { words } = await score.asPlayer(request, scoreApi.listBlockedWords, {}, 'pass-on');
      const blocked = words.map(({ word }) => word);
      const sealedAnswer = comingWords.seal(params.day, body.word, blocked);
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
      return { day, word: comingWords.open(day, sealedAnswer, await readBlockings()) };
    },
  });
}

function addBlockWordRoute(app: Service, { score, lexicon, comingWords }: OperatorRouteOptions): void {
  app.route({
    ...routeOf(publicApi.blockWord, tag),
    handler: async (request) => {
      const { params } = request;
      const { word } = params;
      if (!lexicon.isValid(word)) throw wordUnknown();
      const blocked = await score.asPlayer(request, scoreApi.blockWord, { params }, 'pass-on');
      const { choices } = await score.asPlayer(request, scoreApi.listChoices, {}, 'pass-on');
      for (const day of comingWords.daysOf(word, choices)) {
        await score.asPlayer(request, scoreApi.removeChoice, { params: { day } }, 'pass-on');
      }
      return blocked;
    },
  });
}

function withoutWord({ sealedAnswer: _, ...day }: Choice): ChosenDay {
  return day;
}
