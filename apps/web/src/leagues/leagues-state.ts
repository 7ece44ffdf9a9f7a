import type { League, LeagueInvitation, Leagues, LeagueTable, Period } from '@motus/contracts';
import { createMutations, type Mutations } from '../app/mutations.ts';
import { createResource, type Resource } from '../app/resource.ts';
import { hashOf, hashOfLeague } from '../app/route.ts';
import type { Retry } from '../platform/request-retry.ts';
import type { LeaguesApi } from './leagues-api.ts';

/** A league, and the token that lets a player join it. */
export interface InvitationLink {
  readonly league: string;
  readonly invitation: string;
}

/** The leagues of a player, the one on screen, and the mutations of a league. */
export interface LeaguesState {
  readonly mine: Resource<null, Leagues>;
  readonly league: Resource<string, League>;
  /** The key comes from {@link tableKey}. */
  readonly table: Resource<string, LeagueTable>;
  /** The key comes from {@link invitationKey}. */
  readonly invitation: Resource<string, LeagueInvitation>;
  readonly mutations: Mutations;
  loadTable(league: string, period: Period): Promise<void>;
  loadInvitation(link: InvitationLink): Promise<void>;
  create(name: string): Promise<boolean>;
  join(link: InvitationLink): Promise<boolean>;
  rename(league: League, name: string): Promise<boolean>;
  /** Replaces the invitation; the old link becomes invalid. */
  renewInvitation(league: League): Promise<boolean>;
  removeMember(league: League, player: string): Promise<boolean>;
  leave(league: League): Promise<boolean>;
  remove(league: League): Promise<boolean>;
  clear(): void;
}

export interface LeaguesOptions {
  api: LeaguesApi;
  retry: Retry;
  /** Returns a random UUID. */
  newId(): string;
  navigate(hash: string): void;
}

export function createLeagues({ api, retry, newId, navigate }: LeaguesOptions): LeaguesState {
  const mutations = createMutations(retry);
  const { mine, league, table, invitation } = createLeagueResources(api, retry);

  const enter = (entered: League) => {
    league.set(entered.id, entered);
    navigate(hashOfLeague(entered.id));
  };
  const update = (changed: League) => league.set(changed.id, changed);
  const exit = () => {
    league.clear();
    table.clear();
    navigate(hashOf('leagues'));
  };

  return {
    mine,
    league,
    table,
    invitation,
    mutations,
    loadTable: (id, period) => table.load(tableKey(id, period)),
    loadInvitation: (link) => invitation.load(invitationKey(link)),
    create(name) {
      // Chosen before the first try, so that all tries create the same league.
      const id = newId();
      return mutations.run(() => api.create(id, name), enter);
    },
    join: (link) => mutations.run(() => api.join(link.league, link.invitation), enter),
    rename: ({ id }, name) => mutations.run(() => api.rename(id, name), update),
    renewInvitation: ({ id, invitation: old }) => mutations.run(() => api.renewInvitation(id, old), update),
    removeMember: ({ id }, player) =>
      mutations.run(
        () => api.removeMember(id, player),
        async () => {
          // Reload the period that is on screen.
          const key = table.current.value?.key;
          await Promise.all([league.load(id), key && table.load(key)]);
        },
      ),
    leave: ({ id }) => mutations.run(() => api.leave(id), exit),
    remove: ({ id }) => mutations.run(() => api.remove(id), exit),
    clear() {
      for (const each of [mine, league, table]) each.clear();
      mutations.clear();
    },
  };
}

function createLeagueResources(api: LeaguesApi, retry: Retry) {
  return {
    mine: createResource(retry, (_: null) => api.mine()),
    league: createResource(retry, api.league),
    table: createResource(retry, (key: string) => {
      const [id = '', period] = key.split('/');
      return api.table(id, period as Period);
    }),
    invitation: createResource(retry, (key: string) => {
      const [id = '', token = ''] = key.split('/');
      return api.invitation(id, token);
    }),
  };
}

export const tableKey = (league: string, period: Period): string => `${league}/${period}`;
export const invitationKey = ({ league, invitation }: InvitationLink): string => `${league}/${invitation}`;
