import { useApp } from '../app/app-context.ts';
import { InvitationView } from './invitation-view.tsx';
import { LeagueView } from './league-view.tsx';
import { MyLeagues } from './my-leagues.tsx';

/** Leagues: all of a player, one of them, or what somebody is invited to, as the address says. */
export function LeaguesView() {
  const { route } = useApp();
  const { league, invitation } = route.value;
  if (league && invitation) {
    return <InvitationView key={invitation} link={{ league, invitation }} />;
  }
  return league ? <LeagueView key={league} id={league} /> : <MyLeagues />;
}
