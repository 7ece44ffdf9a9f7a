import type { LeaguesRoute } from '../app/route.ts';
import { InvitationView } from './invitation-view.tsx';
import { LeagueView } from './league-view.tsx';
import { MyLeagues } from './my-leagues.tsx';

/** All leagues of the player, one of them, or an invitation. */
export function LeaguesView({ route }: { route: LeaguesRoute }) {
  if (route.page === 'invitation') return <InvitationView key={route.invitation} link={route} />;
  if (route.page === 'league')
    return <LeagueView key={route.league} id={route.league} period={route.period} />;
  return <MyLeagues />;
}
