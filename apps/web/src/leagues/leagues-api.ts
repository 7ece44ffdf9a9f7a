import type { League, LeagueInvitation, Leagues, LeagueTable, Period } from '@motus/contracts';
import type { Answer, Caller } from '../platform/api-client.ts';

/** The API of leagues. Every change is safe to repeat. */
export interface LeaguesApi {
  mine(): Promise<Answer<Leagues>>;
  /** @param id a random UUID: a creation that is sent again makes no second league */
  create(id: string, name: string): Promise<Answer<League>>;
  league(id: string): Promise<Answer<League>>;
  table(id: string, period: Period): Promise<Answer<LeagueTable>>;
  /** What somebody sees of a league before joining, logged in or not. */
  invitation(id: string, invitation: string): Promise<Answer<LeagueInvitation>>;
  join(id: string, invitation: string): Promise<Answer<League>>;
  rename(id: string, name: string): Promise<Answer<League>>;
  /** @param replaces the invitation that shall no longer count */
  renewInvitation(id: string, replaces: string): Promise<Answer<League>>;
  removeMember(id: string, player: string): Promise<Answer<void>>;
  leave(id: string): Promise<Answer<void>>;
  remove(id: string): Promise<Answer<void>>;
}

export function createLeaguesApi({ get, send }: Caller): LeaguesApi {
  const path = (id: string) => `/api/leagues/${encodeURIComponent(id)}`;
  return {
    mine: () => get('/api/leagues'),
    create: (id, name) => send('PUT', path(id), { name }),
    league: (id) => get(path(id)),
    table: (id, period) => get(`${path(id)}/table/${period}`),
    invitation: (id, invitation) => get(`${path(id)}/invitation?token=${encodeURIComponent(invitation)}`),
    join: (id, invitation) => send('PUT', `${path(id)}/membership`, { invitation }),
    rename: (id, name) => send('PUT', `${path(id)}/name`, { name }),
    renewInvitation: (id, replaces) => send('PUT', `${path(id)}/invitation`, { replaces }),
    removeMember: (id, player) => send('DELETE', `${path(id)}/members/${encodeURIComponent(player)}`),
    leave: (id) => send('DELETE', `${path(id)}/membership`),
    remove: (id) => send('DELETE', path(id)),
  };
}
