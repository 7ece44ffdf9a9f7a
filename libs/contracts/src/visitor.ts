import { type Static, Type } from 'typebox';
import { Player, PlayerId } from './player.ts';

const GUEST = /^guest-[A-Za-z0-9_-]{22}$/;

/** The id of a guest, who plays without an account, by the signed cookie of one browser. No account has such an id. */
export const GuestId = Type.String({
  pattern: GUEST.source,
  description: '`guest-` and 128 random bits',
});

/** Returns whether an id is that of a guest. */
export function isGuest(id: string): boolean {
  return GUEST.test(id);
}

/** Who is at the page: a player who is logged in, or a guest. */
export const Visitor = Type.Object(
  {
    guest: Type.Boolean({ description: 'True for somebody who plays without an account' }),
    player: Type.Optional(Player),
    operator: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type Visitor = Static<typeof Visitor>;

/** The account into which a guest was merged: the first one that asked for it. */
export const GuestOwner = Type.Object({ owner: PlayerId }, { additionalProperties: false });
export type GuestOwner = Static<typeof GuestOwner>;
