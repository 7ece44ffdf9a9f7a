import { leagueEndpoints, routeOf } from '@motus/contracts';
import type { Service } from '@motus/service';
import type { ScoreClient } from '../score/score-client.ts';
import { forward } from './forward.ts';

const { readInvitation, ...ofMembers } = leagueEndpoints;

/** Leagues: everything is forwarded to the score service, which knows who is a member. */
export async function leagueRoutes(app: Service, { score }: { score: ScoreClient }): Promise<void> {
  const tag = 'league';

  // People without an account may read an invitation as well, so the game reads it in its own name.
  app.route({
    ...routeOf(readInvitation, tag),
    handler: ({ params, query: { token } }) =>
      score.asGame(readInvitation, { params, query: { token } }, 'pass-on'),
  });

  await app.register(async (members) => {
    members.addHook('preHandler', app.requirePlayer);
    for (const endpoint of Object.values(ofMembers)) {
      forward(members, endpoint, { score, tag, refusals: 'pass-on' });
    }
  });
}
