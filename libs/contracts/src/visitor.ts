import { type Static, Type } from 'typebox';
import { Player, PlayerId } from './player.ts';

const GUEST = /^guest-[A-Za-z0-9_-]{22}$/;

/** Somebody who plays without an account, by the signed cookie of one browser. No account has such an id. */
export const GuestId = Type.String({
  pattern: GUEST.source,
  description: 'A guest: 128 random bits',
});

/** Whether an id is that of a guest. */
export function isGuest(id: string): boolean {
  return GUEST.test(id);
}

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

/** Which account has what a guest played: the first one that asked for it. */
export const GuestOwner = Type.Object({ owner: PlayerId }, { additionalProperties: false });
export type GuestOwner = Static<typeof GuestOwner>;
