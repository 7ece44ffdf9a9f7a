import type { League, LeagueInvitation, Leagues, LeagueTable, Period } from '@motus/contracts';
import type { ApiClient, ApiResult } from '../platform/api-client.ts';

/** The API of leagues. Every request is idempotent. */
export interface LeaguesApi {
  mine(): Promise<ApiResult<Leagues>>;
  /** @param id a random UUID, so that a repeated request creates no second league */
  create(id: string, name: string): Promise<ApiResult<League>>;
  league(id: string): Promise<ApiResult<League>>;
  table(id: string, period: Period): Promise<ApiResult<LeagueTable>>;
  /** Reads what a league shows before joining; no login needed. */
  invitation(id: string, invitation: string): Promise<ApiResult<LeagueInvitation>>;
  join(id: string, invitation: string): Promise<ApiResult<League>>;
  rename(id: string, name: string): Promise<ApiResult<League>>;
  /** @param replaces the invitation that becomes invalid */
  renewInvitation(id: string, replaces: string): Promise<ApiResult<League>>;
  removeMember(id: string, player: string): Promise<ApiResult<void>>;
  leave(id: string): Promise<ApiResult<void>>;
  remove(id: string): Promise<ApiResult<void>>;
}

export function createLeaguesApi({ get, send }: ApiClient): LeaguesApi {
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
