import { type Static, Type } from 'typebox';
import { Day } from './days.ts';
import { ErrorAnswer } from './error.ts';
import { Play, RowNumber, Word } from './play.ts';

/** A play as its player may see it: with the answer only after its end. */
export const GameView = Type.Object(
  {
    ...Play.properties,
    length: Type.Integer({ minimum: 6, maximum: 9, description: 'Letters of the word' }),
    firstLetter: Type.String({ pattern: '^[A-Z]$' }),
    answer: Type.Optional(Word),
    spellings: Type.Optional(
      Type.Array(Type.String(), {
        minItems: 1,
        description: 'The answer with its accents; several spellings where homographs differ in them',
      }),
    ),
    definitionUrl: Type.Optional(Type.String({ description: 'The address of a definition of the answer' })),
  },
  { additionalProperties: false },
);
export type GameView = Static<typeof GameView>;

/** The game of today, and yesterday's where it can still be finished. */
export const Today = Type.Object(
  {
    game: GameView,
    unfinished: Type.Optional(GameView),
    nextWordAt: Type.Integer({
      description: 'When the next day begins, in milliseconds since the Unix epoch',
    }),
    now: Type.Integer({ description: "The server's time, in milliseconds since the Unix epoch" }),
  },
  { additionalProperties: false },
);
export type Today = Static<typeof Today>;

/** An attempt as a player sends it, with the word as typed. */
export const AttemptRequest = Type.Object(
  {
    day: Day,
    row: RowNumber,
    word: Type.String({ maxLength: 64, description: 'Lower case and accents are accepted' }),
    archive: Type.Optional(
      Type.Literal(true, { description: 'Of a past day, outside of statistics and leaderboards' }),
    ),
  },
  { additionalProperties: false },
);
export type AttemptRequest = Static<typeof AttemptRequest>;

/** The refusal of an attempt that contradicts the ledger, with the true state of the play. */
export const AttemptConflict = Type.Object({
  ...ErrorAnswer.properties,
  game: Type.Optional(GameView),
});
