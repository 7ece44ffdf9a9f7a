import { type AttemptOutcome, publicApi, routeOf } from '@motus/contracts';
import { readPlay } from '@motus/game';
import { type Service, ServiceError } from '@motus/service';
import { Counter } from 'prom-client';
import type { AttemptBatcher } from '../game/attempt-batcher.ts';
import type { Game } from '../game/game.ts';

const MESSAGES: Record<Exclude<AttemptOutcome, 'accepted'>, string> = {
  row_conflict: 'Cette ligne a déjà été jouée autrement ; voici l’état de la partie.',
  play_finished: 'Cette partie est terminée.',
  play_unfinished: 'Finissez d’abord la partie de ce jour.',
  play_not_started: 'La journée est finie et cette partie n’avait pas commencé.',
  disqualified: 'Vous avez vu le mot de ce jour : vous ne pouvez plus le jouer.',
  guest_moved: 'Cette partie a été reprise par un compte : connectez-vous.',
};

/** Plays a word: judges it, appends it to the ledger through the batcher, and answers with the resulting play. */
export async function attemptRoutes(
  app: Service,
  { game, attempts }: { game: Game; attempts: AttemptBatcher },
): Promise<void> {
  const counter = new Counter({
    name: 'attempts_total',
    help: 'Attempts by outcome (accepted, repeated, or the code of the refusal) and by player or guest',
    labelNames: ['outcome', 'by'] as const,
    registers: [app.metrics],
  });
  const count = (outcome: string, { guest }: { guest: string | undefined }) =>
    counter.inc({ outcome, by: guest === undefined ? 'player' : 'guest' });
  app.addHook('onError', async (request, _reply, error) => {
    if (error instanceof ServiceError) count(error.code, request);
  });

  app.route({
    ...routeOf(publicApi.playAttempt, 'game'),
    preHandler: app.requireVisitor,
    handler: async ({ player, guest, body, id }) => {
      const { word, ...of } = body;
      const coloured = await game.judge(of.day, word, of.archive);
      const result = await attempts.submit({ player, ...of, ...coloured }, id);
      const play = { ...readPlay(of.day, result.rows), ...(result.archive && { archive: result.archive }) };
      const view = await game.view(play);
      if (result.outcome !== 'accepted') {
        throw new ServiceError(409, result.outcome, MESSAGES[result.outcome], { details: { game: view } });
      }
      count(result.repeated ? 'repeated' : 'accepted', { guest });
      return view;
    },
  });
}
