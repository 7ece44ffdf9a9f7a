import { publicApi, routeOf } from '@motus/contracts';
import { createCounter, type Service } from '@motus/service';

/** Identifies who is at the page: a player or a guest. */
export async function visitorRoutes(app: Service): Promise<void> {
  const visitors = createCounter({
    name: 'visitors_total',
    help: 'Openings of the page, by who is at it',
    labelSets: [{ kind: 'new_guest' }, { kind: 'guest' }, { kind: 'account' }],
    registry: app.metrics,
  });
  app.route({
    ...routeOf(publicApi.readVisitor, 'player'),
    preHandler: app.welcomeVisitor,
    handler: async (request, reply) => {
      const { player, guest, operator } = request;
      if (guest === undefined) {
        visitors.inc({ kind: 'account' });
        return { guest: false, player, operator };
      }
      // The cookie of a new guest is in the response and not in the request.
      visitors.inc({ kind: app.guestCookie.read(request) === undefined ? 'new_guest' : 'guest' });
      app.guestCookie.renew(reply, guest);
      return { guest: true, operator: false };
    },
  });
}
