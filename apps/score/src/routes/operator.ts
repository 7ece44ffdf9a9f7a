import { routeOf, scoreApi } from '@motus/contracts';
import type { Service } from '@motus/service';
import type { DayChoices } from '../days/day-choices.ts';
import type { OperatorActions as Actions } from '../operator/actions.ts';
import type { BlockedWords as Words } from '../operator/blocked-words.ts';
import type { Reports } from '../word-reports/word-reports.ts';

interface OperatorRouteOptions {
  readonly actions: Actions;
  readonly choices: DayChoices;
  readonly words: Words;
  readonly reports: Reports;
}

/** What an operator may see and do; each change is recorded with who made it. */
export async function operatorRoutes(app: Service, options: OperatorRouteOptions): Promise<void> {
  const { actions } = options;
  app.addHook('preHandler', app.requireOperator);

  app.route({
    ...routeOf(scoreApi.listActions),
    handler: async ({ player }) => ({ actions: await actions.list(player) }),
  });

  addReportRoutes(app, options);
  addChoiceRoutes(app, options);
  addBlockedWordRoutes(app, options);
}

function addReportRoutes(app: Service, { actions, reports }: OperatorRouteOptions): void {
  app.route({
    ...routeOf(scoreApi.listReports),
    handler: ({ query }) => reports.list(query),
  });

  app.route({
    ...routeOf(scoreApi.handleReport),
    handler: (request) => {
      const { params, body } = request;
      const action = body.handled ? 'report_handled' : 'report_reopened';
      return actions.perform(request, action, params.word, async () => {
        await reports.handle(params, body.handled);
        return params;
      });
    },
  });
}

/** The answers that operators choose for coming days, and the answer of a day, which they can reveal. */
function addChoiceRoutes(app: Service, { actions, choices }: OperatorRouteOptions): void {
  app.route({
    ...routeOf(scoreApi.listChoices),
    handler: async ({ player }) => {
      const [list, disqualified] = await Promise.all([choices.list(), choices.disqualified(player)]);
      return { choices: list, disqualified };
    },
  });

  app.route({
    ...routeOf(scoreApi.chooseAnswer),
    handler: (request) => {
      const { params, body, player } = request;
      return actions.perform(request, 'word_chosen', params.day, () =>
        choices.choose(params.day, body.sealedAnswer, player),
      );
    },
  });

  app.route({
    ...routeOf(scoreApi.removeChoice),
    handler: async (request, reply) => {
      const { day } = request.params;
      await actions.perform(request, 'choice_removed', day, () => choices.remove(day));
      return reply.code(204).send(null);
    },
  });

  app.route({
    ...routeOf(scoreApi.revealAnswer),
    handler: (request) => {
      const { params, player } = request;
      const { day } = params;
      return actions.perform(request, 'word_revealed', day, async () => ({
        day,
        sealedAnswer: await choices.reveal(day, player),
      }));
    },
  });
}

function addBlockedWordRoutes(app: Service, { actions, words }: OperatorRouteOptions): void {
  app.route({
    ...routeOf(scoreApi.listBlockedWords),
    handler: async ({ player }) => ({ words: await words.list(player) }),
  });

  app.route({
    ...routeOf(scoreApi.blockWord),
    handler: (request) => {
      const { body, player } = request;
      const { word, blocked } = body;
      return actions.perform(request, blocked ? 'word_blocked' : 'word_unblocked', word, async () => {
        await (blocked ? words.block(word, player) : words.unblock(word));
        return body;
      });
    },
  });
}
