/**
 * The Redis keys of one player, an account or a guest. The braces are a hash tag: all keys of a player share a hash slot,
 * so that one script may touch several of them on a Redis Cluster too.
 *
 * @see https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#hash-tags
 */
export const playerKeys = {
  /** List: the rows of a play, oldest first. */
  play: (player: string, day: string): string => `{${player}}:play:${day}`,
  /** Hash: day → summary of the finished play. */
  history: (player: string): string => `{${player}}:history`,
  /** List: the rows of a play of the archive, oldest first. */
  archivedPlay: (player: string, day: string): string => `{${player}}:archive:${day}`,
  /** Hash: day → summary of the play of the archive. */
  archive: (player: string): string => `{${player}}:archive`,
  /** Set: days on which the player may make no further attempt. */
  disqualified: (player: string): string => `{${player}}:disqualified`,
  /** String: the name that leaderboards show. */
  name: (player: string): string => `{${player}}:name`,
  /** String: the account that a guest was merged into. */
  mergedInto: (guest: string): string => `{${guest}}:owner`,
  /** Set: the days whose play a guest began, without those of the archive. */
  days: (guest: string): string => `{${guest}}:days`,
};
