import { type Static, Type } from 'typebox';
import { Period } from './leaderboard.ts';
import { Player, PlayerId, PlayerName } from './player.ts';

/** The largest number of members of a league. */
export const MAX_LEAGUE_MEMBERS = 200;

/** The largest number of leagues of one player. */
export const MAX_LEAGUES_PER_PLAYER = 20;

/** The id of a league. The browser chooses it, so that a repeated creation creates no second league. */
export const LeagueId = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
  description: 'A random UUID',
});

export const LeagueName = Type.String({
  maxLength: 40,
  pattern: '^\\S(.*\\S)?$',
  description: '1 to 40 characters, without spaces at the ends',
});

/** The secret that admits a player to a league. */
export const Invitation = Type.String({ pattern: '^[A-Za-z0-9_-]{22}$', description: '128 random bits' });

const LeagueMember = Type.Object(
  {
    player: Player,
    joinedAt: Type.Integer({ description: 'Milliseconds since the Unix epoch' }),
  },
  { additionalProperties: false },
);

/** A league as its members see it. */
export const League = Type.Object(
  {
    id: LeagueId,
    name: LeagueName,
    owner: PlayerId,
    invitation: Invitation,
    members: Type.Array(LeagueMember, { description: 'In the order of joining' }),
  },
  { additionalProperties: false },
);
export type League = Static<typeof League>;

export const LeagueSummary = Type.Object(
  {
    id: LeagueId,
    name: LeagueName,
    owner: PlayerId,
    members: Type.Integer({ minimum: 1, description: 'The number of members' }),
  },
  { additionalProperties: false },
);
export type LeagueSummary = Static<typeof LeagueSummary>;

export const Leagues = Type.Object(
  { leagues: Type.Array(LeagueSummary, { description: 'By name' }) },
  { additionalProperties: false },
);
export type Leagues = Static<typeof Leagues>;

/** A league as somebody sees it before joining. */
export const LeagueInvitation = Type.Object(
  {
    id: LeagueId,
    name: LeagueName,
    owner: PlayerName,
    members: Type.Integer({ minimum: 1, description: 'The number of members' }),
  },
  { additionalProperties: false },
);
export type LeagueInvitation = Static<typeof LeagueInvitation>;

const LeagueTableEntry = Type.Object(
  {
    rank: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()], {
      description: 'Within the league; null without a finished play in the period',
    }),
    player: Player,
    points: Type.Integer({ minimum: 0 }),
    finishedAt: Type.Union([Type.Integer(), Type.Null()], {
      description: 'When these points were reached, in milliseconds since the Unix epoch',
    }),
  },
  { additionalProperties: false },
);

/** The members of a league in the order of the leaderboard of a period; those without a play come last. */
export const LeagueTable = Type.Object(
  {
    period: Period,
    key: Type.String({ description: 'The period: 2026-11-21, 2026-W47, 2026-11 or all' }),
    entries: Type.Array(LeagueTableEntry),
  },
  { additionalProperties: false },
);
export type LeagueTable = Static<typeof LeagueTable>;

/** The body of a request that creates or renames a league. */
export const LeagueNaming = Type.Object({ name: LeagueName }, { additionalProperties: false });

/** The body of a request to join a league. */
export const LeagueJoining = Type.Object({ invitation: Invitation }, { additionalProperties: false });

/** The body of a request to replace an invitation. Sent again it changes nothing: `replaces` is no longer the current one. */
export const InvitationRenewal = Type.Object({ replaces: Invitation }, { additionalProperties: false });
