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

export function createLeaguesApi({ call }: ApiClient): LeaguesApi {
  return {
    mine: () => call('GET /leagues'),
    create: (id, name) => call('PUT /leagues/:id', { params: { id }, body: { name } }),
    league: (id) => call('GET /leagues/:id', { params: { id } }),
    table: (id, period) => call('GET /leagues/:id/table/:period', { params: { id, period } }),
    invitation: (id, token) => call('GET /leagues/:id/invitation', { params: { id }, query: { token } }),
    join: (id, invitation) => call('PUT /leagues/:id/membership', { params: { id }, body: { invitation } }),
    rename: (id, name) => call('PUT /leagues/:id/name', { params: { id }, body: { name } }),
    renewInvitation: (id, replaces) =>
      call('PUT /leagues/:id/invitation', { params: { id }, body: { replaces } }),
    removeMember: (id, member) => call('DELETE /leagues/:id/members/:member', { params: { id, member } }),
    leave: (id) => call('DELETE /leagues/:id/membership', { params: { id } }),
    remove: (id) => call('DELETE /leagues/:id', { params: { id } }),
  };
}
