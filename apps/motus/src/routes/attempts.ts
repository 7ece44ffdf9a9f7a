import { type AttemptOutcome, AttemptRequest, ErrorAnswer, GameView } from '@motus/contracts';
import { type Service, ServiceError } from '@motus/service';
import { Counter } from 'prom-client';
import { Type } from 'typebox';
import type { AttemptGroups } from '../game/attempt-groups.ts';
import type { Game } from '../game/game.ts';

const MESSAGES: Record<Exclude<AttemptOutcome, 'accepted'>, string> = {
  row_conflict: 'Cette ligne a déjà été jouée autrement ; voici l’état de la partie.',
  play_finished: 'Cette partie est terminée.',
  play_not_started: 'La journée est finie et cette partie n’avait pas commencé.',
  disqualified: 'Vous avez vu le mot de ce jour : vous ne pouvez plus le jouer.',
};

const Conflict = Type.Object({ ...ErrorAnswer.properties, game: Type.Optional(GameView) });

/** The one thing that a player does all day. */
export async function attemptRoutes(
  app: Service,
  { game, attempts }: { game: Game; attempts: AttemptGroups },
): Promise<void> {
  const counter = new Counter({
    name: 'attempts_total',
    help: 'Attempts by outcome: accepted, repeated, or the code of the refusal',
    labelNames: ['outcome'] as const,
    registers: [app.metrics],
  });
  app.addHook('onError', async (_request, _reply, error) => {
    if (error instanceof ServiceError) counter.inc({ outcome: error.code });
  });

  app.post(
    '/attempts',
    {
      preHandler: app.requirePlayer,
      schema: {
        tags: ['game'],
        summary: 'Plays a word; the same attempt sent again has the same answer',
        body: AttemptRequest,
        response: { 200: GameView, 400: ErrorAnswer, 401: ErrorAnswer, 409: Conflict, 503: ErrorAnswer },
      },
    },
    async ({ player, body, id }) => {
      const guess = await game.guess(body.day, body.word);
      const result = await attempts.submit({ player, day: body.day, row: body.row, ...guess }, id);
      const view = await game.view(result.play);
      if (result.outcome !== 'accepted') {
        throw new ServiceError(409, result.outcome, MESSAGES[result.outcome], { details: { game: view } });
      }
      counter.inc({ outcome: result.repeated ? 'repeated' : 'accepted' });
      return view;
    },
  );
}
