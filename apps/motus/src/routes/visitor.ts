import { ErrorAnswer, Visitor } from '@motus/contracts';
import type { Service } from '@motus/service';

/** Who is at the page. */
export async function visitorRoutes(app: Service): Promise<void> {
  app.get(
    '/me',
    {
      preHandler: app.welcomeVisitor,
      schema: {
        tags: ['player'],
        summary: 'Who I am: the player who is logged in, else a guest, whom this makes where there was none',
        response: { 200: Visitor, 401: ErrorAnswer, 503: ErrorAnswer },
      },
    },
    async ({ player, guest, operator }, reply) => {
      if (guest === undefined) return { guest: false, player, operator };
      app.guestCookie.renew(reply, guest);
      return { guest: true, operator: false };
    },
  );
}
