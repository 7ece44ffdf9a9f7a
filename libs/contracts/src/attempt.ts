import { ATTEMPTS } from '@motus/game';
import { type Static, Type } from 'typebox';
import { Day } from './days.ts';
import { RowNumber, Word } from './play.ts';
import { Player } from './player.ts';

/** The pattern of an attempt, one character for each letter: R correct, J present, - absent (libs/game/src/notation.ts). */
const EncodedPattern = Type.String({ pattern: '^[RJ-]{6,9}$' });

/** A judged row of one player, as the game sends it to the ledger. */
export const Attempt = Type.Object(
  {
    player: Player,
    day: Day,
    row: RowNumber,
    word: Word,
    encodedPattern: EncodedPattern,
    late: Type.Boolean({ description: 'The day has just ended: its play may go on, but not begin' }),
    archive: Type.Optional(
      Type.Literal(true, { description: 'Of a past day, outside of statistics and leaderboards' }),
    ),
  },
  { additionalProperties: false },
);
export type Attempt = Static<typeof Attempt>;

/**
 * The largest batch of attempts; each attempt of a batch succeeds or fails by itself. The longest batch must fit, with its
 * token and its request ids, into one buffer of HAProxy (`tune.bufsize`), which can then repeat it when an instance dies.
 */
export const MAX_ATTEMPTS_PER_REQUEST = 32;

/**
 * The header with the ids of the requests whose attempts are in a batch, separated by commas: score logs them, since the id
 * of the batch itself is that of the first one only.
 */
export const REQUEST_IDS_HEADER = 'x-request-ids';

export const Attempts = Type.Object(
  { attempts: Type.Array(Attempt, { minItems: 1, maxItems: MAX_ATTEMPTS_PER_REQUEST }) },
  { additionalProperties: false },
);
export type Attempts = Static<typeof Attempts>;

/**
 * The outcome of an attempt.
 *
 * - `accepted`: it is a row of the play, also where it was one before (the same attempt sent again);
 * - `row_conflict`: that row holds another word, or is not the next one;
 * - `play_finished`: the play had ended before;
 * - `play_unfinished`: the play of the day itself can still be finished, so the archive cannot have one;
 * - `play_not_started`: the day is over and the play had not begun;
 * - `disqualified`: this player could know the answer of the day, as an operator who chose or saw it;
 * - `guest_moved`: this guest was merged into an account, which continues the play.
 */
export const AttemptOutcome = Type.Union([
  Type.Literal('accepted'),
  Type.Literal('row_conflict'),
  Type.Literal('play_finished'),
  Type.Literal('play_unfinished'),
  Type.Literal('play_not_started'),
  Type.Literal('disqualified'),
  Type.Literal('guest_moved'),
]);
export type AttemptOutcome = Static<typeof AttemptOutcome>;

export const AttemptResult = Type.Object(
  {
    outcome: AttemptOutcome,
    repeated: Type.Boolean({ description: 'True where the same attempt was accepted before' }),
    rows: Type.Array(Type.String(), {
      maxItems: ATTEMPTS,
      description:
        'The rows of the play after the attempt, as the ledger stores them (libs/game/src/notation.ts)',
    }),
    archive: Type.Optional(
      Type.Literal(true, { description: 'The rows are those of the play of the archive' }),
    ),
  },
  { additionalProperties: false },
);
export type AttemptResult = Static<typeof AttemptResult>;

export const AttemptResults = Type.Object(
  { results: Type.Array(AttemptResult, { description: 'In the order of the attempts' }) },
  { additionalProperties: false },
);
export type AttemptResults = Static<typeof AttemptResults>;
