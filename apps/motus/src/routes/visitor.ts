import { publicApi, routeOf } from '@motus/contracts';
import type { Service } from '@motus/service';

/** Identifies who is at the page: a player or a guest. */
export async function visitorRoutes(app: Service): Promise<void> {
  app.route({
    ...routeOf(publicApi.readVisitor, 'player'),
    preHandler: app.welcomeVisitor,
    handler: async ({ player, guest, operator }, reply) => {
      if (guest === undefined) return { guest: false, player, operator };
      app.guestCookie.renew(reply, guest);
      return { guest: true, operator: false };
    },
  });
}
