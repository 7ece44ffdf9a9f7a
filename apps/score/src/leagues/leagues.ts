import { randomBytes } from 'node:crypto';
import {
  type League,
  type LeagueInvitation,
  type LeagueSummary,
  MAX_LEAGUE_MEMBERS,
  type Player,
} from '@motus/contracts';
import { commit, pairsOf, type Store } from '@motus/store';
import { playerNames } from '../players/player-names.ts';
import { leagueError } from './league-errors.ts';
import { createLeagueLists } from './league-lists.ts';
import {
  type Change,
  createScript,
  deleteScript,
  joinScript,
  leagueKeys,
  removeMemberScript,
  setFieldScript,
} from './scripts.ts';

/**
 * Leagues: groups of players with a leaderboard of their own. Every change may be repeated with no further effect, and
 * rejects with a `ServiceError` if it is refused.
 */
export interface Leagues {
  /** The leagues of a player, by name. */
  list(player: string): Promise<LeagueSummary[]>;
  /** A league as a member sees it. */
  read(league: string, asker: string): Promise<League>;
  /** The league that an invitation is for. */
  invitation(league: string, invitation: string): Promise<LeagueInvitation>;
  /** `isNew` is false where the same league was created before. */
  create(league: string, owner: Player, name: string): Promise<{ league: League; isNew: boolean }>;
  /** `isNew` is false where the player is a member already. */
  join(league: string, player: Player, invitation: string): Promise<{ league: League; isNew: boolean }>;
  rename(league: string, asker: string, name: string): Promise<League>;
  /** Replaces the invitation, unless the one to replace is no longer the current one. */
  renewInvitation(league: string, asker: string, replaces: string): Promise<League>;
  /** Removes a member: players remove themselves, the owner removes any member. */
  remove(league: string, asker: string, member: string): Promise<void>;
  delete(league: string, asker: string): Promise<void>;
}

/** @param now the clock, in milliseconds since the Unix epoch */
export function createLeagues(store: Store, now: () => number): Leagues {
  const lists = createLeagueLists(store, now);
  const read = (league: string, asker: string) => readLeague(store, league, asker);
  const change = (league: string, script: typeof joinScript, args: (string | number)[]) =>
    changeLeague(store, league, script, args);

  return {
    read,
    invitation: (league, invitation) => readInvitation(store, league, invitation),

    async list(player) {
      const leagues = await lists.read(player);
      const summaries = await Promise.all(leagues.map((league) => readSummary(store, league)));
      return summaries.flat().sort((a, b) => a.name.localeCompare(b.name, 'fr'));
    },

    async create(league, owner, name) {
      if (!(await lists.add(owner, league))) throw leagueError('too_many_leagues');
      const outcome = await change(league, createScript, [owner.id, name, newInvitation(), now()]);
      return { league: await read(league, owner.id), isNew: outcome === 'created' };
    },

    async join(league, player, invitation) {
      if (!(await lists.add(player, league))) throw leagueError('too_many_leagues');
      const outcome = await change(league, joinScript, [player.id, invitation, now(), MAX_LEAGUE_MEMBERS]);
      return { league: await read(league, player.id), isNew: outcome === 'joined' };
    },

    async rename(league, asker, name) {
      await change(league, setFieldScript, [asker, 'name', name, '']);
      return read(league, asker);
    },

    async renewInvitation(league, asker, replaces) {
      await change(league, setFieldScript, [asker, 'invitation', newInvitation(), replaces]);
      return read(league, asker);
    },

    async remove(league, asker, member) {
      await change(league, removeMemberScript, [asker, member, newInvitation()]);
    },

    async delete(league, asker) {
      await change(league, deleteScript, [asker]);
    },
  };
}

/** Runs a script that changes a league until the replica has the change; throws if it was refused. */
async function changeLeague(
  store: Store,
  league: string,
  script: typeof joinScript,
  args: (string | number)[],
): Promise<Change> {
  const keys = [leagueKeys.about(league), leagueKeys.members(league)];
  const outcome = await commit(store, () => script(store, keys, args));
  if (outcome !== 'created' && outcome !== 'joined' && outcome !== 'done') throw leagueError(outcome);
  return outcome;
}

async function readLeague(store: Store, league: string, asker: string): Promise<League> {
  const [about, reply] = await Promise.all([
    store.hgetall(leagueKeys.about(league)),
    store.zrange(leagueKeys.members(league), 0, '-1', 'WITHSCORES'),
  ]);
  const joined = pairsOf(reply);
  const ids = joined.map(([id]) => id);
  const { name, owner, invitation } = about;
  if (name === undefined || owner === undefined || invitation === undefined || !ids.includes(asker))
    throw leagueError('league_not_found');
  const names = await playerNames(store, ids);
  const members = joined.map(([id, joinedAt], i) => ({
    player: { id, name: names[i] ?? id },
    joinedAt: Number(joinedAt),
  }));
  return { id: league, name, owner, invitation, members };
}

async function readInvitation(store: Store, league: string, invitation: string): Promise<LeagueInvitation> {
  const [about, members] = await Promise.all([
    store.hgetall(leagueKeys.about(league)),
    store.zcard(leagueKeys.members(league)),
  ]);
  const { name, owner } = about;
  if (name === undefined || owner === undefined || about.invitation !== invitation)
    throw leagueError('invitation_invalid');
  const [ownerName] = await playerNames(store, [owner]);
  return { id: league, name, owner: ownerName ?? owner, members };
}

/** One summary; none if the league was deleted after the list was read. */
async function readSummary(store: Store, league: string): Promise<LeagueSummary[]> {
  const [{ name, owner }, members] = await Promise.all([
    store.hgetall(leagueKeys.about(league)),
    store.zcard(leagueKeys.members(league)),
  ]);
  return name === undefined || owner === undefined ? [] : [{ id: league, name, owner, members }];
}

/** 128 random bits, in base64url. */
function newInvitation(): string {
  return randomBytes(16).toString('base64url');
}
