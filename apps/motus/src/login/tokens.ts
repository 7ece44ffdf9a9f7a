/** A player's tokens, as the session keeps them. */
export interface PlayerTokens {
  readonly access: string;
  /** Whether the access token lets its player operate. */
  readonly operator: boolean;
  readonly refresh: string;
  /** When the access token expires, in milliseconds since the Unix epoch. */
  readonly expiresAt: number;
}
