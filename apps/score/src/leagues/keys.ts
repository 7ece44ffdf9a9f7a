/** The keys of one league share a hash slot, and the list of a player's leagues that of the player; see players/player-keys.ts. */
export const keys = {
  /** Hash: name, owner, invitation. */
  about: (league: string): string => `{league:${league}}:about`,
  /** Sorted set: player → when joined, in milliseconds since the Unix epoch. Who is not in it is no member. */
  members: (league: string): string => `{league:${league}}:members`,
  /** Sorted set: league → when the player last set out to join it. May hold leagues that the player is not in. */
  leaguesOf: (player: string): string => `{${player}}:leagues`,
};
