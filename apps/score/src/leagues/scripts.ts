import { defineScript, readLua } from '@motus/store';

/** The keys of one league share a hash slot, a player's list of leagues is in that of the player; see players/player-keys.ts. */
export const leagueKeys = {
  /** Hash: name, owner, invitation. */
  about: (league: string): string => `{league:${league}}:about`,
  /** Sorted set: player → when joined, in milliseconds since the Unix epoch. Decides who is a member. */
  members: (league: string): string => `{league:${league}}:members`,
  /** Sorted set: league → when the player last began to join it. May contain leagues without the player as a member. */
  leaguesOf: (player: string): string => `{${player}}:leagues`,
};

/** A change to a league that was made, now or before: `created` and `joined` only now. */
export type Change = 'created' | 'joined' | 'done';

/** The result of a change to a league: the change, or the code of the error. */
export type Outcome =
  | Change
  | 'league_id_taken'
  | 'league_not_found'
  | 'not_league_owner'
  | 'invitation_invalid'
  | 'league_full';

const read = (reply: unknown) => reply as Outcome;

export const createScript = defineScript({
  name: 'createLeague',
  lua: readLua('create.lua', import.meta.url),
  read,
});

export const joinScript = defineScript({
  name: 'joinLeague',
  lua: readLua('join.lua', import.meta.url),
  read,
});

export const removeMemberScript = defineScript({
  name: 'removeLeagueMember',
  lua: readLua('remove-member.lua', import.meta.url),
  read,
});

export const setFieldScript = defineScript({
  name: 'setLeagueField',
  lua: readLua('set-field.lua', import.meta.url),
  read,
});

export const deleteScript = defineScript({
  name: 'deleteLeague',
  lua: readLua('delete.lua', import.meta.url),
  read,
});
