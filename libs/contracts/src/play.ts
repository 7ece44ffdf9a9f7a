import { type Static, Type } from 'typebox';
import { Day } from './days.ts';

/** The number of attempts in a play. */
export const ATTEMPTS = 6;

/** A word as it is played: A-Z, 6 to 9 letters. */
export const Word = Type.String({ pattern: '^[A-Z]{6,9}$', description: 'A-Z, 6 to 9 letters' });

export const Mark = Type.Union([Type.Literal('correct'), Type.Literal('present'), Type.Literal('absent')], {
  description:
    'correct: in its place; present: elsewhere in the word; absent: not, or no longer, in the word',
});
export type Mark = Static<typeof Mark>;

/** The colours of an attempt, one mark for each letter. */
export const Pattern = Type.Array(Mark, { minItems: 6, maxItems: 9 });
export type Pattern = Static<typeof Pattern>;

/** The number of a row, from 1 to 6. */
export const RowNumber = Type.Integer({ minimum: 1, maximum: ATTEMPTS });

export const Row = Type.Object(
  {
    word: Word,
    pattern: Pattern,
    at: Type.Integer({ description: 'When it was acknowledged, in milliseconds since the Unix epoch' }),
  },
  { additionalProperties: false },
);
export type Row = Static<typeof Row>;

export const PlayState = Type.Union([Type.Literal('playing'), Type.Literal('won'), Type.Literal('lost')]);
export type PlayState = Static<typeof PlayState>;

/** One player's game of one day, as the ledger has it. */
export const Play = Type.Object(
  {
    day: Day,
    state: PlayState,
    rows: Type.Array(Row, { maxItems: ATTEMPTS }),
    late: Type.Boolean({ description: 'Finished after the midnight that ended its day' }),
    points: Type.Integer({ minimum: 0, description: '0 while playing and when lost' }),
    archive: Type.Optional(
      Type.Literal(true, { description: 'A play of the archive: outside of statistics and leaderboards' }),
    ),
  },
  { additionalProperties: false },
);
export type Play = Static<typeof Play>;

/** What a day begins with: the play of the day, and that of the day before, which can perhaps still be finished. */
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
