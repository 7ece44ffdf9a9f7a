/** The OAuth 2.0 resource indicator (RFC 8707) of the score service, the audience of its access tokens. */
export const SCORE_AUDIENCE = 'urn:motus:score';

/** Lets the game append attempts and record the day's answer; only the motus client may have it. */
export const SCOPE_SCORE_WRITE = 'score:write';

/** Lets a player read the own plays, statistics and leaderboards. */
export const SCOPE_SCORE_READ = 'score:read';

/** Lets an operator see word reports and decide about coming words; only in tokens of accounts with that role. */
export const SCOPE_SCORE_OPERATE = 'score:operate';

/** The client id of the game at the auth service. */
export const MOTUS_CLIENT_ID = 'motus';
