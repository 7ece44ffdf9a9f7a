import { type Static, Type } from 'typebox';

/** The subject of a player's tokens: what the auth service calls the account id. */
export const PlayerId = Type.String({
  pattern: '^[A-Za-z0-9_-]{1,64}$',
  description: 'The player: the `sub` of the tokens that the auth service issues',
});

/** The name that others see on a leaderboard. */
export const PlayerName = Type.String({ minLength: 1, maxLength: 32, description: 'Display name' });

export const Player = Type.Object({ id: PlayerId, name: PlayerName }, { additionalProperties: false });
export type Player = Static<typeof Player>;
