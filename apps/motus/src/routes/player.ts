import { ErrorAnswer, Player } from '@motus/contracts';
import type { Service } from '@motus/service';
import { Type } from 'typebox';
import { isOperator } from '../login/operator.ts';

/** Who is logged in. */
export async function playerRoutes(app: Service): Promise<void> {
  app.get(
    '/me',
    {
      preHandler: app.requirePlayer,
      schema: {
        tags: ['player'],
        summary: 'The player who is logged in',
        response: { 200: Type.Object({ player: Player, operator: Type.Boolean() }), 401: ErrorAnswer },
      },
    },
    async (request) => ({ player: request.player, operator: isOperator(request) }),
  );
}
