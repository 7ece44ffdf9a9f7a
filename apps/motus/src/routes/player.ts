import { ErrorAnswer, Player } from '@motus/contracts';
import type { Service } from '@motus/service';
import { Type } from 'typebox';

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
    async ({ player, operator }) => ({ player, operator }),
  );
}
