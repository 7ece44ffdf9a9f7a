import { ATTEMPTS, type Mark, type PlayState } from '@motus/game';
import { type Static, Type } from 'typebox';
import { Day } from './days.ts';

/** A word as it is played: A-Z, 6 to 9 letters. */
export const Word = Type.String({ pattern: '^[A-Z]{6,9}$', description: 'A-Z, 6 to 9 letters' });

/** The schema of a `Mark` of @motus/game. */
const MarkSchema = Type.Union(
  [
    Type.Literal('correct' satisfies Mark),
    Type.Literal('present' satisfies Mark),
    Type.Literal('absent' satisfies Mark),
  ],
  {
    description:
      'correct: in its place; present: elsewhere in the word; absent: not, or no longer, in the word',
  },
);

/** The colours of an attempt: one mark for each letter. */
export const Pattern = Type.Array(MarkSchema, { minItems: 6, maxItems: 9 });
export type Pattern = Static<typeof Pattern>;

/** The number of a row, from 1 to 6. */
export const RowNumber = Type.Integer({ minimum: 1, maximum: ATTEMPTS });

export const Row = Type.Object(
  {
    word: Word,
    pattern: Pattern,
    at: Type.Integer({ description: 'When the ledger accepted it, in milliseconds since the Unix epoch' }),
  },
  { additionalProperties: false },
);
export type Row = Static<typeof Row>;

/** The schema of a `PlayState` of @motus/game. */
export const PlayStateSchema = Type.Union([
  Type.Literal('playing' satisfies PlayState),
  Type.Literal('won' satisfies PlayState),
  Type.Literal('lost' satisfies PlayState),
]);

/** One player's game of one day, as the ledger stores it. */
export const Play = Type.Object(
  {
    day: Day,
    state: PlayStateSchema,
    rows: Type.Array(Row, { maxItems: ATTEMPTS }),
    late: Type.Boolean({ description: 'Finished after the midnight that ended its day' }),
    points: Type.Integer({ minimum: 0, description: '0 while playing and when lost' }),
    archive: Type.Optional(
      Type.Literal(true, { description: 'A play of the archive: outside of statistics and leaderboards' }),
    ),
    disqualified: Type.Optional(
      Type.Literal(true, {
        description: 'It cannot go on: its player could know the word, as an operator who chose or saw it',
      }),
    ),
  },
  { additionalProperties: false },
);
export type Play = Static<typeof Play>;

/** The play of a day, and that of the day before, which the player may still finish. */
export const PlayAndBefore = Type.Object({ play: Play, before: Play }, { additionalProperties: false });
export type PlayAndBefore = Static<typeof PlayAndBefore>;

/** A finished play as the player's history lists it. */
export const PlaySummary = Type.Object(
  {
    day: Day,
    state: Type.Union([Type.Literal('won'), Type.Literal('lost')]),
    attempts: Type.Integer({ minimum: 1, maximum: ATTEMPTS }),
    points: Type.Integer({ minimum: 0 }),
    late: Type.Boolean(),
    finishedAt: Type.Integer({ description: 'Milliseconds since the Unix epoch' }),
  },
  { additionalProperties: false },
);
export type PlaySummary = Static<typeof PlaySummary>;

export const PlayHistory = Type.Object(
  { plays: Type.Array(PlaySummary, { description: 'Newest first' }) },
  { additionalProperties: false },
);
export type PlayHistory = Static<typeof PlayHistory>;
