/** The OAuth 2.0 resource indicator (RFC 8707) of the score service, the audience of its access tokens. */
export const SCORE_AUDIENCE = 'urn:motus:score';

/** Allows the game to append attempts and to record the day's answer; only the motus client gets it. */
export const SCOPE_SCORE_WRITE = 'score:write';

/** Allows a player to read their own plays, statistics and leaderboards. */
export const SCOPE_SCORE_READ = 'score:read';

/** Allows an operator to read word reports and to decide about coming words; only accounts with that role get it. */
export const SCOPE_SCORE_OPERATE = 'score:operate';

/** The client id of the game at the auth service. */
export const MOTUS_CLIENT_ID = 'motus';

/**
 * How long a player may take to log in, in seconds: how long auth keeps an authorization request, which anybody can send, and
 * the game the cookies that bind it to a browser.
 */
export const LOGIN_ATTEMPT_SECONDS = 15 * 60;

/**
 * How far two clocks, or one clock before and after it was set, may differ without a token being refused, in seconds
 * (RFC 7519, section 4.1.4).
 */
export const CLOCK_TOLERANCE = 300;
