import { type AttemptOutcome, publicApi, routeOf } from '@motus/contracts';
import { readPlay } from '@motus/game';
import { type Service, ServiceError } from '@motus/service';
import type { AttemptBatcher } from '../game/attempt-batcher.ts';
import type { Game } from '../game/game.ts';
import { createPlayEvents } from './play-events.ts';

const MESSAGES: Record<Exclude<AttemptOutcome, 'accepted'>, string> = {
  row_conflict: 'Cette ligne a déjà été jouée autrement ; voici l’état de la partie.',
  play_finished: 'Cette partie est terminée.',
  play_unfinished: 'Finissez d’abord la partie de ce jour.',
  play_not_started: 'La journée est finie et cette partie n’avait pas commencé.',
  disqualified: 'Vous avez choisi ou vu le mot de ce jour : vous ne pouvez plus le jouer.',
  guest_moved: 'Cette partie a été reprise par un compte : connectez-vous.',
};

/** Plays a word: judges it, appends it to the ledger through the batcher, and answers with the resulting play. */
export async function attemptRoutes(
  app: Service,
  { game, attempts }: { game: Game; attempts: AttemptBatcher },
): Promise<void> {
  const events = createPlayEvents(app.metrics);
  app.addHook('onError', async (request, _reply, error) => {
    if (error instanceof ServiceError) events.onRefused(request, error);
  });

  app.route({
    ...routeOf(publicApi.playAttempt, 'game'),
    preHandler: app.requireVisitor,
    handler: async (request) => {
      const { player, body, id } = request;
      const { word, ...of } = body;
      const coloured = await game.judge(of.day, word, of.archive);
      const result = await attempts.submit({ player, ...of, ...coloured }, id);
      const play = {
        ...readPlay(of.day, result.rows),
        ...(result.archive && { archive: result.archive }),
        ...(result.outcome === 'disqualified' && { disqualified: true as const }),
      };
      const view = await game.view(play);
      if (result.outcome !== 'accepted') {
        throw new ServiceError(409, result.outcome, MESSAGES[result.outcome], { details: { game: view } });
      }
      if (result.repeated) events.onRepeated(request);
      else events.onAccepted(request, play);
      return view;
    },
  });
}
