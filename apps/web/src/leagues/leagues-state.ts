import type { League, LeagueInvitation, Leagues, LeagueTable, Period } from '@motus/contracts';
import { type Changes, createChanges } from '../app/mutations.ts';
import { createResource, type Resource } from '../app/resource.ts';
import { hashOf, hashOfLeague } from '../app/route.ts';
import type { Ask } from '../platform/request-retry.ts';
import type { LeaguesApi } from './leagues-api.ts';

/** A league with what lets somebody into it. */
export interface InvitationLink {
  readonly league: string;
  readonly invitation: string;
}

/** The leagues of a player, the one on screen, and what can be done with them. */
export interface LeaguesState {
  readonly mine: Resource<null, Leagues>;
  readonly league: Resource<string, League>;
  /** The key is that of {@link tableKey}. */
  readonly table: Resource<string, LeagueTable>;
  readonly invitation: Resource<string, LeagueInvitation>;
  readonly changes: Changes;
  openTable(league: string, period: Period): Promise<void>;
  openInvitation(link: InvitationLink): Promise<void>;
  create(name: string): Promise<boolean>;
  join(link: InvitationLink): Promise<boolean>;
  rename(league: League, name: string): Promise<boolean>;
  /** The link that is out counts no more. */
  renewInvitation(league: League): Promise<boolean>;
  removeMember(league: League, player: string): Promise<boolean>;
  leave(league: League): Promise<boolean>;
  remove(league: League): Promise<boolean>;
  forget(): void;
}

export interface LeaguesOptions {
  api: LeaguesApi;
  ask: Ask;
  /** A random UUID. */
  newId(): string;
  goTo(hash: string): void;
}

export function createLeagues({ api, ask, newId, goTo }: LeaguesOptions): LeaguesState {
  const changes = createChanges(ask);
  const mine = createResource(ask, (_: null) => api.mine());
  const league = createResource(ask, api.league);
  const table = createResource(ask, (key: string) => {
    const [id = '', period] = key.split('/');
    return api.table(id, period as Period);
  });
  const invitation = createResource(ask, (key: string) => {
    const [id = '', token = ''] = key.split('/');
    return api.invitation(id, token);
  });

  const enter = (entered: League) => {
    league.take(entered.id, entered);
    goTo(hashOfLeague(entered.id));
  };
  const showAgain = (changed: League) => league.take(changed.id, changed);
  const goBack = () => {
    league.forget();
    table.forget();
    goTo(hashOf('leagues'));
  };

  return {
    mine,
    league,
    table,
    invitation,
    changes,
    openTable: (id, period) => table.open(tableKey(id, period)),
    openInvitation: (link) => invitation.open(invitationKey(link)),
    create(name) {
      // Chosen before the first try, so that all tries make one league.
      const id = newId();
      return changes.make(() => api.create(id, name), enter);
    },
    join: (link) => changes.make(() => api.join(link.league, link.invitation), enter),
    rename: ({ id }, name) => changes.make(() => api.rename(id, name), showAgain),
    renewInvitation: ({ id, invitation: old }) => changes.make(() => api.renewInvitation(id, old), showAgain),
    removeMember: ({ id }, player) =>
      changes.make(
        () => api.removeMember(id, player),
        async () => {
          // The table shows its rows to the period that is open.
          const key = table.current.value?.key;
          await Promise.all([league.open(id), key && table.open(key)]);
        },
      ),
    leave: ({ id }) => changes.make(() => api.leave(id), goBack),
    remove: ({ id }) => changes.make(() => api.remove(id), goBack),
    forget() {
      for (const known of [mine, league, table]) known.forget();
      changes.forget();
    },
  };
}

export const tableKey = (league: string, period: Period): string => `${league}/${period}`;
export const invitationKey = ({ league, invitation }: InvitationLink): string => `${league}/${invitation}`;
