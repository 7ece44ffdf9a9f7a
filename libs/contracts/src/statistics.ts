import { ATTEMPTS } from '@motus/game';
import { type Static, Type } from 'typebox';

/** A player's statistics, computed from the history of finished plays. */
export const Statistics = Type.Object(
  {
    played: Type.Integer({ minimum: 0, description: 'Finished plays' }),
    won: Type.Integer({ minimum: 0 }),
    currentStreak: Type.Integer({ minimum: 0, description: 'Days won in a row up to today or yesterday' }),
    longestStreak: Type.Integer({ minimum: 0 }),
    distribution: Type.Array(Type.Integer({ minimum: 0 }), {
      minItems: ATTEMPTS,
      maxItems: ATTEMPTS,
      description: 'How many plays were won in 1, 2, … 6 attempts',
    }),
    meanAttempts: Type.Union([Type.Number(), Type.Null()], {
      description: 'Mean attempts of the plays won; null before the first win',
    }),
    points: Type.Integer({ minimum: 0, description: 'The sum of all plays' }),
  },
  { additionalProperties: false },
);
export type Statistics = Static<typeof Statistics>;
