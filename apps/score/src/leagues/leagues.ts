import { randomBytes } from 'node:crypto';
import {
  type League,
  type LeagueInvitation,
  type LeagueSummary,
  MAX_LEAGUE_MEMBERS,
  type Player,
} from '@motus/contracts';
import { commit, type Store } from '@motus/store';
import { playerNames } from '../players/player-names.ts';
import { keys } from './keys.ts';
import { refused } from './league-errors.ts';
import { createLeagueLists } from './league-lists.ts';
import {
  changeScript,
  createScript,
  deleteScript,
  joinScript,
  type Outcome,
  removeScript,
} from './scripts.ts';

/**
 * Leagues: players who compare themselves with each other. Every change may be made again with no further effect, and
 * rejects with a `ServiceError` where it is refused.
 */
export interface Leagues {
  /** The leagues of a player, by name. */
  list(player: string): Promise<LeagueSummary[]>;
  /** A league as a member sees it. */
  read(league: string, asker: string): Promise<League>;
  /** What an invitation invites to. */
  invitation(league: string, invitation: string): Promise<LeagueInvitation>;
  create(league: string, owner: Player, name: string): Promise<League>;
  join(league: string, player: Player, invitation: string): Promise<League>;
  rename(league: string, asker: string, name: string): Promise<League>;
  /** Makes another invitation, unless the one to be replaced does not count any more. */
  renewInvitation(league: string, asker: string, replaces: string): Promise<League>;
  /** Takes a member out: oneself, or as the owner anybody. */
  remove(league: string, asker: string, member: string): Promise<void>;
  delete(league: string, asker: string): Promise<void>;
}

/** @param now the clock, in milliseconds since the Unix epoch */
export function createLeagues(store: Store, now: () => number): Leagues {
  const lists = createLeagueLists(store, now);

  async function read(league: string, asker: string): Promise<League> {
    const [about, flat] = await Promise.all([
      store.hgetall(keys.about(league)),
      store.zrange(keys.members(league), 0, '-1', 'WITHSCORES'),
    ]);
    const ids = flat.filter((_, i) => i % 2 === 0);
    const { name, owner, invitation } = about;
    if (name === undefined || owner === undefined || invitation === undefined || !ids.includes(asker))
      throw refused('league_not_found');
    const names = await playerNames(store, ids);
    const members = ids.map((id, i) => ({
      player: { id, name: names[i] ?? id },
      joinedAt: Number(flat[2 * i + 1]),
    }));
    return { id: league, name, owner, invitation, members };
  }

  /** Runs a change until the replica has it, and throws where it was refused. */
  async function change(league: string, script: typeof joinScript, values: (string | number)[]) {
    const outcome: Outcome = await commit(store, () =>
      script(store, [keys.about(league), keys.members(league)], values),
    );
    if (outcome !== 'done') throw refused(outcome);
  }

  async function list(player: string): Promise<LeagueSummary[]> {
    const leagues = await lists.read(player);
    const found = await Promise.all(
      leagues.map(async (id) => {
        const [{ name, owner }, members] = await Promise.all([
          store.hgetall(keys.about(id)),
          store.zcard(keys.members(id)),
        ]);
        // Deleted since the list was read.
        return name === undefined || owner === undefined ? [] : [{ id, name, owner, members }];
      }),
    );
    return found.flat().sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  }

  return {
    list,
    read,

    async invitation(league, invitation) {
      const [about, members] = await Promise.all([
        store.hgetall(keys.about(league)),
        store.zcard(keys.members(league)),
      ]);
      const { name, owner } = about;
      if (name === undefined || owner === undefined || about.invitation !== invitation)
        throw refused('invitation_invalid');
      const [ownerName] = await playerNames(store, [owner]);
      return { id: league, name, owner: ownerName ?? owner, members };
    },

    async create(league, owner, name) {
      if (!(await lists.add(owner, league))) throw refused('too_many_leagues');
      await change(league, createScript, [owner.id, name, newInvitation(), now()]);
      return read(league, owner.id);
    },

    async join(league, player, invitation) {
      if (!(await lists.add(player, league))) throw refused('too_many_leagues');
      await change(league, joinScript, [player.id, invitation, now(), MAX_LEAGUE_MEMBERS]);
      return read(league, player.id);
    },

    async rename(league, asker, name) {
      await change(league, changeScript, [asker, 'name', name, '']);
      return read(league, asker);
    },

    async renewInvitation(league, asker, replaces) {
      await change(league, changeScript, [asker, 'invitation', newInvitation(), replaces]);
      return read(league, asker);
    },

    remove: (league, asker, member) => change(league, removeScript, [asker, member, newInvitation()]),
    delete: (league, asker) => change(league, deleteScript, [asker]),
  };
}

/** 128 random bits, in base64url. */
function newInvitation(): string {
  return randomBytes(16).toString('base64url');
}
