import { type Static, Type } from 'typebox';
import { Player } from './player.ts';

export const Period = Type.Union(
  [Type.Literal('day'), Type.Literal('week'), Type.Literal('month'), Type.Literal('all')],
  { description: 'week: ISO 8601 week, Monday to Sunday; all: since the beginning' },
);
export type Period = Static<typeof Period>;

export const LeaderboardEntry = Type.Object(
  {
    rank: Type.Integer({ minimum: 1 }),
    player: Player,
    points: Type.Integer({ minimum: 0 }),
    finishedAt: Type.Integer({
      description:
        'When these points were reached, in milliseconds since the Unix epoch; the earlier ranks higher',
    }),
  },
  { additionalProperties: false },
);
export type LeaderboardEntry = Static<typeof LeaderboardEntry>;

export const Leaderboard = Type.Object(
  {
    period: Period,
    key: Type.String({ description: 'The period: 2026-11-21, 2026-W47, 2026-11 or all' }),
    players: Type.Integer({ minimum: 0, description: 'The number of ranked players' }),
    top: Type.Array(LeaderboardEntry),
    around: Type.Array(LeaderboardEntry, {
      description: "The player's own entry with its neighbours; empty for a player who is not ranked",
    }),
  },
  { additionalProperties: false },
);
export type Leaderboard = Static<typeof Leaderboard>;
