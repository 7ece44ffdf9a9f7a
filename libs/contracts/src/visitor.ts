import { type Static, Type } from 'typebox';
import { Player } from './player.ts';

/** Somebody who plays without an account, by the signed cookie of one browser. No account has such an id. */
export const GuestId = Type.String({
  pattern: '^guest-[A-Za-z0-9_-]{22}$',
  description: 'A guest: 128 random bits',
});

/** Who is at the page: a player who is logged in, or a guest. */
export const Visitor = Type.Object(
  {
    guest: Type.Boolean({ description: 'Plays without an account' }),
    player: Type.Optional(Player),
    operator: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type Visitor = Static<typeof Visitor>;
