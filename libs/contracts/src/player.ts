import { type Static, Type } from 'typebox';

/** The subject of a player's tokens, which is the account id of the auth service. */
export const PlayerId = Type.String({
  pattern: '^[A-Za-z0-9_-]{1,64}$',
  description: 'The player: the `sub` of the tokens that the auth service issues',
});

/** The name that other players see. */
export const PlayerName = Type.String({ minLength: 1, maxLength: 32, description: 'Display name' });

export const Player = Type.Object({ id: PlayerId, name: PlayerName }, { additionalProperties: false });
export type Player = Static<typeof Player>;
