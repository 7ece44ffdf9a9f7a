/** The keys of the reports share a hash slot, but for those of a player's day; see players/player-keys.ts. */
export const keys = {
  /** Sorted set: report → when it was made last. */
  open: '{reports}:open',
  /** The same of those that an operator has handled. */
  handled: '{reports}:handled',
  /** Set: the players who said so. */
  players: (report: string): string => `{reports}:players:${report}`,
  /** Set: what a player reported on a day; forgotten later. */
  ofPlayer: (player: string, day: string): string => `{${player}}:reports:${day}`,
};
